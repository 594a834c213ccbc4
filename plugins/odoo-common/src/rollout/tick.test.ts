import { decideRollout } from './decideRollout';
import { ItemFacts, RolloutAction } from './life';
import { Rollout, RolloutItem } from './rollout';

const NOW = '2026-11-23T10:00:00.000Z';
const [A, B, C] = ['a/qa', 'b/qa', 'c/qa'];
const itemOf = (
  environment: string,
  rest: Partial<RolloutItem> = {},
): RolloutItem => ({
  environment,
  step: 'waiting',
  since: NOW,
  ...rest,
});
const under = (environment: string, rest: Partial<RolloutItem> = {}) =>
  itemOf(environment, { step: 'proposed', change: environment, ...rest });

const rolloutOf = (items: RolloutItem[], rest: Partial<Rollout> = {}) => ({
  id: 'rollout-1',
  release: '18.0-2026.11.1',
  ring: 'development',
  state: 'running' as const,
  requester: 'user:default/ann',
  reason: 'November',
  batch: 2,
  soak: 'PT30M',
  failureBudget: 0,
  failures: 0,
  acceptedFailures: 0,
  items,
  timeline: [],
  createdAt: NOW,
  updatedAt: NOW,
  ...rest,
});

function decided(
  rollout: Rollout,
  known: Record<string, ItemFacts> = {},
  action: RolloutAction = { type: 'tick' },
) {
  const facts = { now: new Date(NOW), items: new Map(Object.entries(known)) };
  const outcome = decideRollout(rollout, action, { type: 'portal' }, facts);
  if ('refused' in outcome) throw new Error(outcome.message);
  return outcome;
}

const verified = (verifiedAt: string, rest: object = {}): ItemFacts => ({
  changeState: 'done',
  deployment: { outcome: 'verified', verifiedAt },
  ...rest,
});
const SOAKED = '2026-11-23T09:00:00.000Z';

const ends: [string, ItemFacts, Partial<RolloutItem>, string][] = [
  [
    'rolled back before it was verified',
    {
      changeState: 'done',
      deployment: { outcome: 'replaced' },
      followed: { at: NOW, back: true },
    },
    { step: 'failed', note: 'It was rolled back' },
    '1 failed, and its budget is 0',
  ],
  [
    'rolled back after it was verified',
    verified(SOAKED, { followed: { at: NOW, back: true } }),
    { step: 'failed', note: 'It was rolled back' },
    '1 failed, and its budget is 0',
  ],
  [
    'replaced before it was verified',
    {
      changeState: 'done',
      deployment: { outcome: 'replaced' },
      followed: { at: NOW, back: false },
    },
    { step: 'skipped' },
    `${A}: Another release came`,
  ],
  [
    'replaced before it soaked',
    verified(SOAKED, {
      followed: { at: '2026-11-23T09:29:00.000Z', back: false },
    }),
    { step: 'skipped' },
    `${A}: Another release came before it soaked`,
  ],
  [
    'out of sight for good',
    {
      changeState: 'done',
      deployment: {
        outcome: 'unknown',
        verifiedAt: SOAKED,
        because: 'The environment is no more',
        settled: true,
      },
    },
    { step: 'skipped' },
    `${A}: Nobody can tell how it did: The environment is no more`,
  ],
  [
    'gone',
    verified(SOAKED, { isGone: true }),
    { step: 'skipped' },
    `${A}: The environment is no more`,
  ],
];

it.each(ends)(
  'one that is %s keeps the next batch back',
  (_, facts, item, because) => {
    for (const step of ['proposed', 'verified'] as const) {
      const rollout = rolloutOf([under(A, { step }), itemOf(B)]);
      const { next, effects } = decided(rollout, { [A]: facts });
      expect(next.state).toBe('paused');
      expect(next.because).toContain(because);
      expect(next.items).toMatchObject([item, { step: 'waiting' }]);
      expect(effects).toEqual([]);
    }
  },
);

it('one that is replaced after it soaked keeps nobody back', () => {
  const rollout = rolloutOf([under(A, { step: 'verified' }), itemOf(B)]);
  const { effects } = decided(rollout, {
    [A]: verified(SOAKED, { followed: { at: NOW, back: false } }),
  });
  expect(effects).toEqual([{ type: 'propose', environment: B }]);
});

it('proposes nothing while it is paused or stopped', () => {
  for (const state of ['paused', 'stopped'] as const) {
    const rollout = rolloutOf([itemOf(A, { step: 'proposed' }), itemOf(B)]);
    expect(decided({ ...rollout, state }).effects).toEqual([]);
  }
});

it('pauses at a refusal, and at a release that cannot be read leaves all in their turn', () => {
  const begun = itemOf(A, { step: 'proposed' });
  const rollout = rolloutOf([begun, itemOf(B, { step: 'proposed' })]);
  const refused = { type: 'refused', environment: A, note: 'no' } as const;
  expect(decided(rollout, {}, refused).next).toMatchObject({
    state: 'paused',
    because: `${A}: No change could be made: no`,
    items: [{ step: 'skipped' }, { step: 'proposed' }],
  });
  const halted = { type: 'halted', note: 'It is broken' } as const;
  expect(decided(rollout, {}, halted).next).toMatchObject({
    state: 'paused',
    because: 'It is broken',
    items: [{ step: 'proposed' }, { step: 'proposed' }],
  });
});

it('is not done where nobody has got the release', () => {
  const skipped = [A, B, C].map(ref => itemOf(ref, { step: 'skipped' }));
  expect(decided(rolloutOf(skipped)).next).toMatchObject({
    state: 'stopped',
    because: 'none of 3 verified, 0 failed: nothing is left to be tried',
  });
});
