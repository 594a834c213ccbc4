import { Observation } from '../health/observation';
import { Verdict } from '../health/verdict';
import { ReconciliationFacts, judgeReconciliation } from './reconciliation';

const appliedAt = '2026-11-23T08:00:00.000Z';
const observation = (
  probe: Observation['probe'],
  more: Partial<ReconciliationFacts['observations'][number]> = {},
): ReconciliationFacts['observations'][number] => ({
  probe,
  status: 'ok',
  observedAt: '2026-11-23T08:01:00.000Z',
  summary: '3 of 3 ready',
  stale: false,
  required: true,
  ...more,
});
const verdict = (more: Partial<Verdict> = {}): Verdict => ({
  status: 'ok',
  evidence: 'fresh',
  coverage: { collected: 1, required: 1 },
  summary: 'fine',
  riskAhead: [],
  ...more,
});
const judge = (more: Partial<ReconciliationFacts>) =>
  judgeReconciliation({
    commit: '1a2b3c4',
    cluster: 'aks-north-1',
    controller: 'Argo CD',
    appliedAt,
    now: new Date('2026-11-23T08:02:00Z'),
    stuckAfterMs: 15 * 60 * 1000,
    synced: true,
    verdict: verdict(),
    observations: [observation('gitops.sync'), observation('web.ready')],
    ...more,
  });

describe('judgeReconciliation', () => {
  it('is done when the commit is synced and every required probe was seen since and is ok', () => {
    expect(judge({})).toEqual({
      done: true,
      note: '1a2b3c4 is synced; 2 required probes are fresh and ok',
    });
  });

  it.each<[string, Partial<ReconciliationFacts>, string, boolean]>([
    [
      'a rollout under which old pods still answer',
      {
        observations: [
          observation('gitops.sync'),
          observation('gitops.health', {
            value: 'Progressing',
            summary: 'Argo CD calls it Progressing',
          }),
        ],
      },
      'Argo CD calls it Progressing',
      false,
    ],
    [
      'pods of the old image that a rollout is about to replace',
      {
        observations: [
          observation('gitops.sync'),
          observation('image.digest', {
            value: 'sha256:1',
            threshold: 'sha256:2',
            summary: '1 of 2 pods run sha256:1; the rollout is in progress',
          }),
        ],
      },
      '1 of 2 pods run sha256:1; the rollout is in progress',
      false,
    ],
    [
      'the end of a freeze, however late that is',
      {
        synced: false,
        now: new Date('2026-11-24T08:00:00Z'),
        observations: [
          observation('gitops.sync', {
            status: 'maintenance',
            summary: 'Held by a freeze until 2026-11-27 18:00 UTC',
          }),
        ],
      },
      'Argo CD to sync 1a2b3c4 on aks-north-1; Held by a freeze until 2026-11-27 18:00 UTC',
      false,
    ],
    [
      'a freeze of which nobody knows now',
      {
        synced: false,
        now: new Date('2026-11-24T08:00:00Z'),
        observations: [
          observation('gitops.sync', {
            status: 'maintenance',
            summary: 'Held by a freeze until 2026-11-27 18:00 UTC',
            stale: true,
          }),
        ],
      },
      'Argo CD to sync 1a2b3c4 on aks-north-1',
      true,
    ],
    [
      'what has to be mended first',
      {
        synced: false,
        observations: [
          observation('gitops.sync', {
            status: 'degraded',
            summary: 'Held by a freeze until somebody mends it',
          }),
        ],
      },
      'Argo CD to sync 1a2b3c4 on aks-north-1; Held by a freeze until somebody mends it',
      false,
    ],
    [
      'not synced yet',
      { synced: false },
      'Argo CD to sync 1a2b3c4 on aks-north-1',
      false,
    ],
    [
      'not synced for long',
      { synced: false, now: new Date('2026-11-23T08:15:00Z') },
      'Argo CD to sync 1a2b3c4 on aks-north-1',
      true,
    ],
    [
      'a sync that fails, once the controller has had its time',
      {
        synced: false,
        now: new Date('2026-11-23T08:03:00Z'),
        observations: [
          observation('gitops.sync', {
            status: 'critical',
            summary: 'hook failed',
          }),
        ],
      },
      'Argo CD failed to sync 1a2b3c4 on aks-north-1: hook failed',
      true,
    ],
    [
      'an Application that the controller has not made yet',
      {
        synced: false,
        observations: [
          observation('gitops.sync', {
            status: 'critical',
            summary: 'Application is planned and does not exist',
          }),
        ],
      },
      'Argo CD to sync 1a2b3c4 on aks-north-1',
      false,
    ],
    [
      'a sync that had failed before the apply proves nothing',
      {
        synced: false,
        observations: [
          observation('gitops.sync', {
            status: 'critical',
            observedAt: '2026-11-23T07:59:00.000Z',
          }),
        ],
      },
      'Argo CD to sync 1a2b3c4 on aks-north-1',
      false,
    ],
    [
      'a pod that does not start',
      {
        observations: [
          observation('web.ready', {
            status: 'critical',
            summary: '0 of 3 ready: ImagePullBackOff',
          }),
        ],
      },
      'web.ready: 0 of 3 ready: ImagePullBackOff',
      false,
    ],
    [
      'evidence from before the apply',
      { observations: [observation('web.ready', { observedAt: appliedAt })] },
      'web.ready to be observed after the apply',
      false,
    ],
    [
      'stale evidence',
      { observations: [observation('web.ready', { stale: true })] },
      'web.ready to be observed after the apply',
      false,
    ],
    [
      'nothing observed',
      { observations: [], verdict: undefined },
      'the environment to be observed',
      false,
    ],
    [
      'a required probe that was never observed',
      {
        verdict: verdict({
          status: 'unknown',
          decidedBy: 'cron.ready',
          summary: 'Not observed yet',
        }),
      },
      'cron.ready: Not observed yet',
      false,
    ],
  ])('waits for: %s', (_, facts, what, stuck) => {
    expect(judge(facts)).toEqual({ done: false, what, stuck });
  });
});
