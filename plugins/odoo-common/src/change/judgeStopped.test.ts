import { WORKLOAD_GONE, judgeStopped } from './judgeStopped';
import { ReconciliationFacts } from './reconciliation';

type Observation = ReconciliationFacts['observations'][number];

const observation = (
  probe: Observation['probe'],
  more: Partial<Observation> = {},
): Observation => ({
  probe,
  status: 'critical',
  observedAt: '2026-11-23T08:01:00.000Z',
  summary: 'There is no Deployment odoo-web',
  value: WORKLOAD_GONE,
  stale: false,
  required: true,
  ...more,
});
const sync = observation('gitops.sync', {
  status: 'ok',
  observedAt: '2026-11-23T08:01:30.000Z',
});
const judge = (
  observations: Observation[],
  more: Partial<ReconciliationFacts> = {},
) =>
  judgeStopped({
    commit: '1a2b3c4',
    cluster: 'aks-north-1',
    controller: 'Argo CD',
    appliedAt: '2026-11-23T08:00:00.000Z',
    now: new Date('2026-11-23T08:02:00Z'),
    stuckAfterMs: 15 * 60 * 1000,
    synced: true,
    observations: [sync, ...observations],
    ...more,
  });

describe('judgeStopped', () => {
  it('has stopped when the commit is synced and no pod was seen since', () => {
    expect(
      judge([
        observation('web.ready'),
        observation('cron.ready', { status: 'maintenance' }),
        // Neither runs Odoo nor is it read.
        observation('database.phase', { status: 'ok', value: 3 }),
        observation('queue.ready', {
          status: 'not-applicable',
          value: undefined,
        }),
      ]),
    ).toEqual({ stopped: true, at: '2026-11-23T08:01:30.000Z' });
  });

  it.each<[string, Observation[], Partial<ReconciliationFacts>, RegExp]>([
    [
      'is not synced',
      [observation('web.ready')],
      { synced: false },
      /Argo CD to sync 1a2b3c4 on aks-north-1/,
    ],
    [
      'still runs',
      [observation('web.ready', { value: 3, summary: '3 of 3 available' })],
      {},
      /pods to stop; web.ready: 3 of 3/,
    ],
    [
      'has no pod that is available, and pods that are not',
      [observation('web.ready', { value: 0, summary: '0 of 3 available' })],
      {},
      /pods to stop; web.ready: 0 of 3/,
    ],
    ...(['unknown', 'asleep', 'critical'] as const).map(
      (
        status,
      ): [string, Observation[], Partial<ReconciliationFacts>, RegExp] => [
        `is ${status}, with another that is gone`,
        [
          observation('web.ready'),
          observation('cron.ready', { status, value: undefined, summary: '?' }),
        ],
        {},
        /pods to stop; cron.ready: \?/,
      ],
    ),
    [
      'nobody looks at',
      [
        observation('web.ready', {
          status: 'not-collected',
          observedAt: undefined,
          value: undefined,
        }),
      ],
      {},
      /somebody to look/,
    ],
    [
      'was only seen before',
      [observation('web.ready', { observedAt: '2026-11-23T07:59:00.000Z' })],
      {},
      /web.ready to be observed/,
    ],
    [
      'is known from evidence that has aged out',
      [observation('web.ready', { stale: true })],
      {},
      /web.ready to be observed/,
    ],
  ])('has not stopped what %s', (_, observations, more, what) => {
    expect(judge(observations, more)).toEqual({
      stopped: false,
      what: expect.stringMatching(what),
      stuck: false,
      running: (observations[0].value ?? 0) === 3,
    });
  });

  it('is stuck when that takes too long', () => {
    expect(
      judge([], { synced: false, now: new Date('2026-11-23T08:15:00Z') }),
    ).toMatchObject({ stopped: false, stuck: true });
  });
});
