import { Verdict } from '../health/verdict';
import { CONTINUITY_MS, ContinuitySignal, Deployment } from './deployment';
import { DeploymentFacts, judgeDeployment } from './judgeDeployment';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
const APPLIED = at('08:00');
const VERIFIED = at('08:10');
const DAY_LATER = '2026-11-21T08:10:00.000Z';

const deploymentOf = (change: Partial<Deployment> = {}): Deployment => ({
  environment: 'harbour-civil/production',
  release: '18.0-2026.11.1',
  change: 'chg-7',
  kind: 'promote',
  appliedAt: APPLIED,
  outcome: 'running',
  continuity: { verdict: 'pending', summary: '' },
  ...change,
});
const verified = deploymentOf({
  outcome: 'verified',
  verifiedAt: VERIFIED,
  continuity: { verdict: 'pending', until: DAY_LATER, summary: '' },
});
const verdict = (
  change: Partial<NonNullable<DeploymentFacts['verdict']>> = {},
): NonNullable<DeploymentFacts['verdict']> => ({
  status: 'ok',
  evidence: 'fresh',
  coverage: { collected: 9, required: 9 },
  summary: 'All is well',
  riskAhead: [],
  ...change,
});
const down = (change: Partial<Verdict> = {}) =>
  verdict({
    status: 'critical',
    decidedBy: 'web.ready',
    summary: '0 of 3 web pods ready',
    since: at('11:10'),
    ...change,
  });
const waiting = (stuck: boolean) =>
  ({ done: false, what: 'web.ready: 0 of 3 ready', stuck } as const);
const GOES_ON: ContinuitySignal[] = [
  { probe: 'business.approvals', status: 'ok', summary: '31 approved' },
  { probe: 'business.postings', status: 'ok', summary: '500 posted' },
];
const STANDS_STILL: ContinuitySignal = {
  probe: 'business.approvals',
  status: 'critical',
  summary: '0 approved',
};
const facts = (change: Partial<DeploymentFacts> = {}): DeploymentFacts => ({
  now: new Date(at('12:00')),
  watched: true,
  watchMs: CONTINUITY_MS,
  arrival: { done: true, at: VERIFIED, note: '' },
  verdict: verdict(),
  signals: [],
  ...change,
});

const asleep = verdict({ status: 'asleep', since: at('08:05') });
const cluster = { kind: 'cluster', name: 'north-1' } as const;
const cases: [string, Deployment, DeploymentFacts, Partial<Deployment>][] = [
  [
    'arrives: verified from when it did',
    deploymentOf(),
    facts(),
    { outcome: 'verified', verifiedAt: VERIFIED },
  ],
  [
    'arrives asleep: not verified, no pod has run it',
    deploymentOf(),
    facts({ verdict: asleep }),
    { outcome: 'running' },
  ],
  [
    'wakes well: verified from then',
    deploymentOf(),
    facts({ verdict: verdict({ since: at('11:00') }) }),
    { outcome: 'verified', verifiedAt: at('11:00') },
  ],
  [
    'wakes ill days after it arrived: failed',
    deploymentOf(),
    facts({ verdict: down({ since: '2026-11-23T06:00:00.000Z' }) }),
    { outcome: 'failed', failedAt: '2026-11-23T06:00:00.000Z' },
  ],
  [
    'arrived asleep and is followed: replaced, by nobody verified',
    deploymentOf(),
    facts({ followedAt: at('11:00') }),
    { outcome: 'replaced' },
  ],
  [
    'is on its way: running, and says what is awaited',
    deploymentOf(),
    facts({ arrival: waiting(false), verdict: down() }),
    { outcome: 'running', because: 'web.ready: 0 of 3 ready' },
  ],
  [
    'is stuck and ill by itself: failed',
    deploymentOf(),
    facts({ arrival: waiting(true), verdict: down() }),
    { outcome: 'failed', failedAt: at('12:00') },
  ],
  [
    'is stuck because its cluster is gone: not its fault, not verified',
    deploymentOf(),
    facts({
      arrival: waiting(true),
      verdict: { ...down(), cause: cluster },
    }),
    { outcome: 'running' },
  ],
  [
    'is stuck and nobody can see it: not failed, not verified',
    deploymentOf(),
    facts({ arrival: waiting(true), verdict: verdict({ status: 'unknown' }) }),
    { outcome: 'running' },
  ],
  [
    'creates an environment that nobody has seen yet: running',
    deploymentOf({ kind: 'create' }),
    facts({ arrival: waiting(false), verdict: undefined }),
    { outcome: 'running' },
  ],
  [
    'has a change that failed: failed then',
    deploymentOf(),
    facts({ arrival: { failed: true, note: 'refused', at: at('09:00') } }),
    { outcome: 'failed', failedAt: at('09:00'), because: 'refused' },
  ],
  [
    'is followed before it arrived: replaced',
    deploymentOf(),
    facts({ arrival: waiting(false), followedAt: at('11:00') }),
    { outcome: 'replaced' },
  ],
  [
    'is rolled back before it arrived: failed',
    deploymentOf(),
    facts({
      arrival: waiting(false),
      followedAt: at('11:00'),
      rolledBackBy: 'chg-8',
    }),
    {
      outcome: 'failed',
      failedAt: at('11:00'),
      because: 'Rolled back by chg-8',
    },
  ],
  [
    'is rolled back while it is watched: failed',
    verified,
    facts({ followedAt: at('11:00'), rolledBackBy: 'chg-8' }),
    {
      outcome: 'failed',
      failedAt: at('11:00'),
      because: 'Rolled back by chg-8',
    },
  ],
  [
    'is rolled back after it was watched: verified',
    verified,
    facts({
      now: new Date('2026-11-22T09:00:00Z'),
      followedAt: '2026-11-22T08:00:00.000Z',
      rolledBackBy: 'chg-8',
    }),
    { outcome: 'verified' },
  ],
  [
    'was critical before another release came: failed',
    verified,
    facts({ verdict: down(), followedAt: at('11:30') }),
    { outcome: 'failed', failedAt: at('11:10') },
  ],
  [
    'was well until another release fell ill: verified',
    verified,
    facts({ verdict: down(), followedAt: at('11:00') }),
    { outcome: 'verified' },
  ],
  [
    'arrives in a ring that soaks longer than a day: watched as long',
    deploymentOf(),
    facts({ watchMs: 2 * CONTINUITY_MS }),
    {
      continuity: {
        verdict: 'pending',
        until: '2026-11-22T08:10:00.000Z',
        summary: 'Watched for 2 days after it was verified',
      },
    },
  ],
  [
    'was there before anybody watched, and is ill: unknown, never failed',
    deploymentOf({ change: undefined, kind: 'create' }),
    facts({ watched: false, arrival: waiting(true), verdict: down() }),
    { outcome: 'unknown' },
  ],
  [
    'was there before, and is seen to be well later: verified',
    deploymentOf({ change: undefined, kind: 'create', outcome: 'unknown' }),
    facts({ watched: false }),
    { outcome: 'verified', verifiedAt: VERIFIED },
  ],
  [
    'falls ill in the day after: failed from then, and the check says when',
    verified,
    facts({ verdict: down() }),
    {
      outcome: 'failed',
      failedAt: at('11:10'),
      because: 'web.ready: 0 of 3 web pods ready',
      continuity: {
        verdict: 'failed',
        until: DAY_LATER,
        summary:
          'web.ready: 0 of 3 web pods ready, 3 hours after it was verified',
      },
    },
  ],
  [
    'falls ill with its cluster: unknown, not failed',
    verified,
    facts({ verdict: { ...down(), cause: cluster } }),
    { outcome: 'unknown', unseenSince: at('11:10'), verifiedAt: VERIFIED },
  ],
  [
    'has a certificate that ends that day: not its doing',
    verified,
    facts({ verdict: down({ decidedBy: 'ingress.certificate' }) }),
    { outcome: 'unknown' },
  ],
  [
    'is seen by nobody: unknown',
    verified,
    facts({ verdict: verdict({ status: 'unknown', since: at('09:00') }) }),
    { outcome: 'unknown', unseenSince: at('09:00') },
  ],
  [
    'is seen again: verified, later by as long as nobody saw it',
    deploymentOf({
      outcome: 'unknown',
      verifiedAt: VERIFIED,
      unseenSince: at('09:00'),
    }),
    facts({ verdict: verdict({ since: at('10:00') }) }),
    { outcome: 'verified', verifiedAt: at('09:10'), unseenSince: undefined },
  ],
  [
    'sleeps while it is watched: no time in which it was verified',
    verified,
    facts({ verdict: verdict({ status: 'asleep', since: at('09:00') }) }),
    { outcome: 'unknown', unseenSince: at('09:00') },
  ],
  [
    'is seen again by a portal that was away, and was well before: verified later by as long',
    deploymentOf({
      outcome: 'unknown',
      verifiedAt: VERIFIED,
      unseenSince: at('09:00'),
    }),
    facts({ verdict: verdict({ since: APPLIED, heldFrom: at('11:00') }) }),
    { outcome: 'verified', verifiedAt: at('10:10') },
  ],
  [
    'is found well by a portal that was away: verified later by as long',
    verified,
    facts({
      verdict: verdict({
        since: APPLIED,
        heldBefore: at('09:00'),
        heldFrom: at('11:00'),
      }),
    }),
    {
      outcome: 'verified',
      verifiedAt: at('10:10'),
      seenSince: at('11:00'),
      continuity: expect.objectContaining({
        until: '2026-11-21T10:10:00.000Z',
      }),
    },
  ],
  [
    'has had the absence of the portal counted: not once more',
    { ...verified, verifiedAt: at('10:10'), seenSince: at('11:00') },
    facts({
      verdict: verdict({
        since: APPLIED,
        heldBefore: at('09:00'),
        heldFrom: at('11:00'),
      }),
    }),
    { outcome: 'verified', verifiedAt: at('10:10') },
  ],
  [
    'is found unknown by a portal that was away: unseen since that went',
    verified,
    facts({
      verdict: verdict({
        status: 'unknown',
        since: at('11:00'),
        heldBefore: at('09:00'),
        heldFrom: at('11:00'),
      }),
    }),
    { outcome: 'unknown', unseenSince: at('09:00') },
  ],
  [
    'is seen again, and ill: failed',
    deploymentOf({
      outcome: 'unknown',
      verifiedAt: VERIFIED,
      unseenSince: at('09:00'),
    }),
    facts({ verdict: down() }),
    { outcome: 'failed', failedAt: at('11:10') },
  ],
  [
    'falls ill after the day: nothing to do with it',
    verified,
    facts({
      now: new Date('2026-11-22T09:00:00Z'),
      verdict: down({ since: '2026-11-22T08:00:00.000Z' }),
    }),
    {
      outcome: 'verified',
      continuity: {
        verdict: 'not-judged',
        until: DAY_LATER,
        summary: expect.stringContaining('no configured collector observes'),
        signals: [],
      },
    },
  ],
  [
    'is followed in the day after: verified, its check not judged',
    verified,
    facts({ followedAt: at('11:10') }),
    {
      outcome: 'verified',
      continuity: {
        verdict: 'not-judged',
        summary: 'Another release came 3 hours after it was verified',
      },
    },
  ],
  [
    'ends its day with jobs that stand still: failed, by their words',
    verified,
    facts({
      now: new Date(DAY_LATER),
      signals: [
        { probe: 'cron.lag', status: 'critical', summary: '90 min behind' },
      ],
    }),
    {
      outcome: 'failed',
      failedAt: DAY_LATER,
      continuity: expect.objectContaining({
        verdict: 'failed',
        until: DAY_LATER,
        summary: 'cron.lag: 90 min behind',
      }),
    },
  ],
  [
    'ends its day with a business that goes on: verified, its check passed by these figures',
    verified,
    facts({ now: new Date(DAY_LATER), signals: GOES_ON }),
    {
      outcome: 'verified',
      continuity: {
        verdict: 'ok',
        until: DAY_LATER,
        summary:
          'As usual: business.approvals: 31 approved. business.postings: 500 posted',
        signals: GOES_ON,
      },
    },
  ],
  [
    'ends its day well, and approvals have stood still: failed, after it was verified',
    verified,
    facts({ now: new Date(DAY_LATER), signals: [STANDS_STILL, GOES_ON[1]] }),
    {
      outcome: 'failed',
      failedAt: DAY_LATER,
      because:
        'business.approvals: 0 approved. It stands still while people work: business.postings: 500 posted',
    },
  ],
  [
    'takes a release back, and approvals have stood still: not failed by them',
    { ...verified, kind: 'roll-back' },
    facts({ now: new Date(DAY_LATER), signals: [STANDS_STILL, GOES_ON[1]] }),
    { outcome: 'verified' },
  ],
  [
    'failed and is well again: restored from when it was',
    deploymentOf({ outcome: 'failed', failedAt: at('11:10') }),
    facts({ verdict: verdict({ since: at('11:40') }) }),
    { outcome: 'failed', restoredAt: at('11:40') },
  ],
];

it.each(cases)('a deployment that %s', (_, deployment, given, expected) => {
  expect(judgeDeployment(deployment, given).deployment).toEqual(
    expect.objectContaining(expected),
  );
});

const ends: [string, boolean, Deployment, DeploymentFacts][] = [
  ['in its day after', false, verified, facts()],
  ['a day later', true, verified, facts({ now: new Date(DAY_LATER) })],
  ['followed', true, verified, facts({ followedAt: at('09:00') })],
  ['of no environment', true, verified, facts({ verdict: undefined })],
  [
    'failed and not restored',
    false,
    deploymentOf({ outcome: 'failed', failedAt: at('11:10') }),
    facts({ verdict: down() }),
  ],
  [
    'failed and asleep',
    false,
    deploymentOf({ outcome: 'failed', failedAt: at('11:10') }),
    facts({ verdict: asleep }),
  ],
  [
    'failed and well for ten minutes',
    true,
    deploymentOf({ outcome: 'failed', failedAt: at('11:10') }),
    facts({ verdict: verdict({ since: at('11:50') }) }),
  ],
  [
    'failed and well for less',
    false,
    deploymentOf({ outcome: 'failed', failedAt: at('11:10') }),
    facts({ verdict: verdict({ since: at('11:51') }) }),
  ],
  [
    'failed and well since before a restart, and seen for less',
    false,
    deploymentOf({ outcome: 'failed', failedAt: at('11:10') }),
    facts({
      verdict: verdict({ since: at('11:40'), heldFrom: at('11:58') }),
    }),
  ],
];

it.each(ends)('one %s is settled: %s', (_, settled, deployment, given) => {
  expect(judgeDeployment(deployment, given).settled).toBe(settled);
});
