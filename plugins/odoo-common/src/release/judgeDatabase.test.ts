import { evidenceOf, evidentReleaseOf, specOf } from '../testUtils';
import { DatabaseFacts } from './databaseFacts';
import { ReleaseEvidence } from './evidence';
import { judgeDatabase } from './judgeDatabase';

const now = new Date('2026-11-20T12:00:00Z');
const HOUR = 3600_000;
const rehearsal = {
  from: '18.0-2026.10.1',
  copyOf: 'harbour-civil/production',
  copyTakenAt: '2026-11-18T20:00:00Z',
  startedAt: '2026-11-18T22:00:00Z',
  durationSeconds: 3000,
  databaseGiB: 60,
  outcome: 'passed' as const,
};
const release = (
  name: string,
  schemaClass: 'none' | 'additive' | 'breaking',
  evidence: Partial<ReleaseEvidence> = {},
) => {
  const releasedAt = `${name
    .slice(5)
    .split('.')
    .slice(0, 2)
    .join('-')}-02T08:00:00Z`;
  return evidentReleaseOf(name, {
    schemaClass,
    releasedAt,
    evidence: evidenceOf(evidence),
  });
};
const october = release('18.0-2026.10.1', 'none');
const breaking = (...rehearsals: (typeof rehearsal | object)[]) =>
  release('18.0-2026.11.1', 'breaking', {
    rehearsals: rehearsals.map(change => ({ ...rehearsal, ...change })),
  });

function judge(change: Partial<DatabaseFacts>) {
  const { from = october, to = breaking({}) } = change;
  return judgeDatabase({
    environment: { tenant: 'harbour-civil', stage: 'production' },
    spec: specOf(),
    from,
    to,
    releases: [from, to],
    windowMs: HOUR,
    now,
    ...change,
  });
}

const cases: [string, Partial<DatabaseFacts>, string, RegExp][] = [
  ['rehearsed on its own copy', {}, 'pass', /to 18\.0-2026\.11\.1: breaking/],
  [
    'not rehearsed',
    { to: breaking() },
    'blocked',
    /rehearse it on a copy of harbour-civil's data/,
  ],
  [
    'rehearsed from another release only',
    { to: breaking({ from: '18.0-2026.9.1' }) },
    'blocked',
    /not rehearsed from 18\.0-2026\.10\.1/,
  ],
  [
    "production, rehearsed on another tenant's data",
    { to: breaking({ copyOf: 'harbour-rail/production' }) },
    'blocked',
    /not rehearsed/,
  ],
  [
    "production of a tenant whose name begins another's",
    { to: breaking({ copyOf: 'harbour-civil-2/production' }) },
    'blocked',
    /not rehearsed/,
  ],
  [
    "staging, rehearsed on another tenant's larger copy",
    {
      environment: { tenant: 'harbour-civil', stage: 'staging' },
      to: breaking({ copyOf: 'harbour-rail/production', databaseGiB: 200 }),
    },
    'pass',
    /breaking/,
  ],
  [
    'staging, rehearsed on a copy half its size: twice as long',
    {
      environment: { tenant: 'harbour-civil', stage: 'staging' },
      to: breaking({ copyOf: 'harbour-rail/production' }),
    },
    'fail',
    /expected here 1\.7 hours: longer than the window of 60 minutes/,
  ],
  [
    'a copy of exactly 7 days',
    { to: breaking({ copyTakenAt: '2026-11-13T12:00:00Z' }) },
    'pass',
    /breaking/,
  ],
  [
    'a copy a minute older',
    { to: breaking({ copyTakenAt: '2026-11-13T11:59:00Z' }) },
    'fail',
    /7 days are allowed; rehearse again/,
  ],
  [
    'a rehearsal that is yet to come',
    { to: breaking({ startedAt: '2026-11-21T00:00:00Z' }) },
    'fail',
    /lies in the future/,
  ],
  [
    'one that passed, then one that failed',
    {
      to: breaking(
        { outcome: 'failed', startedAt: '2026-11-19T01:00:00Z' },
        {},
      ),
    },
    'fail',
    /: failed; rehearse again/,
  ],
  [
    'a window too short',
    { windowMs: HOUR / 2 },
    'fail',
    /longer than the window of 30 minutes/,
  ],
  [
    'a window that nobody knows',
    { windowMs: undefined },
    'blocked',
    /not known/,
  ],
  ['no window at all', { windowMs: Infinity }, 'pass', /breaking/],
  [
    'a breaking release that is passed over',
    {
      to: release('18.0-2026.12.1', 'none'),
      releases: [october, breaking(), release('18.0-2026.12.1', 'none')],
    },
    'blocked',
    /breaking, and not rehearsed/,
  ],
  [
    'a record on the way that cannot be read',
    { to: release('18.0-2026.12.1', 'none'), unreadable: ['18.0-2026.11.1'] },
    'blocked',
    /releases\/18\.0-2026\.11\.1\.yaml cannot be read/,
  ],
  [
    'a record elsewhere that cannot be read',
    {
      to: release('18.0-2026.12.1', 'none'),
      unreadable: ['18.0-2027.1.1', '19.0-2026.11.1'],
    },
    'pass',
    /none/,
  ],
  [
    'additive needs no rehearsal',
    { to: release('18.0-2026.11.1', 'additive'), windowMs: undefined },
    'pass',
    /additive/,
  ],
  [
    'additive, and a rehearsal of it failed',
    {
      to: release('18.0-2026.11.1', 'additive', {
        rehearsals: [{ ...rehearsal, outcome: 'failed' }],
      }),
    },
    'fail',
    /Rehearsal: .*: failed; rehearse again/,
  ],
  [
    'additive, and a later rehearsal passed',
    {
      to: release('18.0-2026.11.1', 'additive', {
        rehearsals: [
          {
            ...rehearsal,
            startedAt: '2026-11-17T22:00:00Z',
            outcome: 'failed',
          },
          rehearsal,
        ],
      }),
    },
    'pass',
    /additive/,
  ],
  [
    'a module is missing',
    {
      to: release('18.0-2026.11.1', 'none', {
        moduleGraph: {
          complete: false,
          missing: ['mail'],
          at: '2026-11-02T07:40:00Z',
        },
      }),
    },
    'fail',
    /mail is missing/,
  ],
  [
    'nobody checked the modules',
    { to: release('18.0-2026.11.1', 'none', { moduleGraph: undefined }) },
    'blocked',
    /write spec\.evidence\.moduleGraph/,
  ],
  [
    'back over an additive release',
    { from: release('18.0-2026.11.1', 'additive'), to: october },
    'pass',
    /back to 18\.0-2026\.10\.1: additive/,
  ],
  [
    'back over a breaking release',
    { from: breaking({}), to: october },
    'fail',
    /restore to the moment before/,
  ],
];

it.each(cases)('%s', (_, change, verdict, summary) => {
  expect(judge(change)).toMatchObject({
    verdict,
    summary: expect.stringMatching(summary),
  });
});

it('is not sure of a step over a release whose record is missing', () => {
  const to = release('18.0-2026.12.1', 'none');
  to.spec.follows = '18.0-2026.11.1';
  expect(judge({ to })).toMatchObject({
    verdict: 'blocked',
    summary: expect.stringMatching(
      /not known: 18\.0-2026\.11\.1 is not in releases\//,
    ),
  });
  const between = release('18.0-2026.11.1', 'additive');
  between.spec.follows = october.metadata.name;
  const all = { to, releases: [october, between, to] };
  expect(judge(all).verdict).toBe('pass');
});

it('lets an old record without a module graph be gone back to, where it worked, and only back', () => {
  const old = release('18.0-2026.10.1', 'none', { moduleGraph: undefined });
  const from = release('18.0-2026.11.1', 'additive');
  const back = { from, to: old };
  expect(judge({ ...back, verifiedBefore: true }).verdict).toBe('pass');
  expect(judge(back).verdict).toBe('blocked');
  const to = release('18.0-2026.11.1', 'none', { moduleGraph: undefined });
  expect(judge({ to, verifiedBefore: true }).verdict).toBe('blocked');
});

it('has nothing against what runs, whatever its record lacks', () => {
  const old = release('18.0-2026.10.1', 'breaking', { moduleGraph: undefined });
  expect(judge({ from: old, to: old, windowMs: undefined })).toMatchObject({
    verdict: 'pass',
    evidence: [{ detail: 'brings no other release' }],
  });
});
