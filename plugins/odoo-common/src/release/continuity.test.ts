import { judgeContinuity } from './continuity';
import { ContinuitySignal } from './deployment';

const signal = (
  probe: ContinuitySignal['probe'],
  status: ContinuitySignal['status'] = 'ok',
): ContinuitySignal => ({ probe, status, summary: `figures of ${probe}` });

const APPROVALS = signal('business.approvals');
const POSTINGS = signal('business.postings');
const QUEUE = signal('queue.oldest');

it.each<[string, ContinuitySignal[], string]>([
  ['approvals and postings are as usual', [APPROVALS, POSTINGS], 'ok'],
  [
    'jobs are unknown beside them',
    [APPROVALS, POSTINGS, signal('cron.lag', 'unknown')],
    'ok',
  ],
  ['nothing is observed', [], 'not-judged'],
  ['only queues are', [QUEUE], 'not-judged'],
  ['nobody tells of postings', [APPROVALS, QUEUE], 'not-judged'],
  [
    'postings are stale',
    [APPROVALS, signal('business.postings', 'unknown')],
    'not-judged',
  ],
  [
    'nothing counts there',
    [APPROVALS, signal('business.postings', 'not-collected')],
    'not-judged',
  ],
  [
    'the database has no purchasing',
    [signal('business.approvals', 'not-applicable'), POSTINGS],
    'not-judged',
  ],
  [
    'approvals stand still, and people post',
    [signal('business.approvals', 'critical'), POSTINGS],
    'failed',
  ],
  [
    'postings stand still, and people approve',
    [APPROVALS, signal('business.postings', 'critical')],
    'failed',
  ],
  [
    'approvals are few, and people post',
    [signal('business.approvals', 'degraded'), POSTINGS],
    'not-judged',
  ],
  [
    'approvals stand still, and nobody can tell of postings',
    [
      signal('business.approvals', 'critical'),
      signal('business.postings', 'unknown'),
    ],
    'not-judged',
  ],
  [
    'jobs wait longer than usual beside a business as usual',
    [APPROVALS, POSTINGS, signal('business.queue', 'degraded')],
    'ok',
  ],
  [
    'a queue stands still beside a business as usual',
    [APPROVALS, POSTINGS, signal('queue.oldest', 'critical')],
    'failed',
  ],
  [
    'jobs stand still and nobody observes the rest',
    [signal('cron.lag', 'critical')],
    'failed',
  ],
])('%s', (_, signals, verdict) => {
  expect(judgeContinuity(signals, 'promote').verdict).toBe(verdict);
});

it('says what is missing, and keeps what it rests on', () => {
  const { summary, signals } = judgeContinuity([POSTINGS, QUEUE], 'promote');
  expect(summary).toBe(
    'Not judged: business.approvals: no configured collector observes it. Well: business.postings: figures of business.postings. queue.oldest: figures of queue.oldest',
  );
  expect(signals).toEqual([POSTINGS, QUEUE]);
});

it.each(['critical', 'degraded'] as const)(
  'takes a day on which both are low (%s) for a holiday as well as for a break: never failed, never passed',
  postings => {
    const signals = [
      signal('business.approvals', 'critical'),
      signal('business.postings', postings),
    ];
    expect(judgeContinuity(signals, 'promote')).toMatchObject({
      verdict: 'not-judged',
      summary: expect.stringMatching(
        /^Not judged: a holiday, or the whole business stands still: look\. .*figures of business\.postings/,
      ),
    });
  },
);

it('fails no roll-back by figures: what they are compared with broke before it', () => {
  const signals = [signal('business.approvals', 'critical'), POSTINGS];
  expect(judgeContinuity(signals, 'roll-back').verdict).toBe('not-judged');
  expect(
    judgeContinuity([signal('cron.lag', 'critical')], 'roll-back').verdict,
  ).toBe('failed');
});
