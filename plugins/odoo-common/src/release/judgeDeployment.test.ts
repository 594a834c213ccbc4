import { Verdict } from '../health/verdict';
import { Deployment } from './deployment';
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
const facts = (change: Partial<DeploymentFacts> = {}): DeploymentFacts => ({
  now: new Date(at('12:00')),
  watched: true,
  arrival: { done: true, at: VERIFIED, note: '' },
  verdict: verdict(),
  signals: [],
  ...change,
});

const cluster = { kind: 'cluster', name: 'north-1' } as const;
const cases: [string, Deployment, DeploymentFacts, Partial<Deployment>][] = [
  [
    'arrives: verified from when it did',
    deploymentOf(),
    facts(),
    { outcome: 'verified', verifiedAt: VERIFIED },
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
        summary: expect.stringContaining('observed by no collector'),
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
    'ends its day with jobs that stand still: the check fails, by their words',
    verified,
    facts({
      now: new Date(DAY_LATER),
      signals: [
        { probe: 'cron.lag', status: 'critical', summary: '90 min behind' },
      ],
    }),
    {
      continuity: {
        verdict: 'failed',
        until: DAY_LATER,
        summary: 'cron.lag: 90 min behind',
      },
    },
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
];

it.each(ends)('one %s is settled: %s', (_, settled, deployment, given) => {
  expect(judgeDeployment(deployment, given).settled).toBe(settled);
});
