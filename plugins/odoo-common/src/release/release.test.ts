import { evidenceOf, evidentReleaseOf, releaseOf } from '../testUtils';
import { ReleaseDocument, releaseDocumentSchema } from './release';

type Change = Partial<ReleaseDocument['spec']>;

const problemsOf = (record: unknown) =>
  (releaseDocumentSchema.safeParse(record).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
const release = (change: Change) => evidentReleaseOf(undefined, change);
const critical = { id: 'CVE-2026-1', package: 'openssl', fixedIn: '3.5.1' };
const rehearsal = {
  from: '18.0-2026.10.1',
  copyOf: 'harbour-civil/production',
  copyTakenAt: '2026-11-01T20:00:00Z',
  startedAt: '2026-11-01T22:00:00Z',
  durationSeconds: 1260,
  databaseGiB: 118.4,
  outcome: 'passed' as const,
};

it.each([
  ['without evidence, as the first ones', releaseOf()],
  ['with all of it', release({})],
  [
    'with a rehearsal',
    release({ evidence: evidenceOf({ rehearsals: [rehearsal] }) }),
  ],
])('reads a record %s, and loses nothing of it', (_, record) => {
  expect(releaseDocumentSchema.parse(record)).toEqual(record);
});

const scan = evidenceOf().scan!;
const signature = evidenceOf().signature!;
const contradictions: [string, ReleaseDocument, RegExp][] = [
  [
    'a name of another series',
    release({ series: '19.0' }),
    /^metadata\.name: 18\.0-2026\.11\.1 is not of series 19\.0/,
  ],
  [
    'a signature of another image',
    release({
      digest: `sha256:${'e'.repeat(64)}`,
      evidence: evidenceOf(),
    }),
    /^spec\.evidence\.signature\.signedDigest: .*another image/,
  ],
  [
    'a module that is listed twice',
    release({
      modules: ['crm', 'base', 'crm'].map(name => ({ name, version: '1' })),
    }),
    /^spec\.modules\.2\.name: crm is listed twice/,
  ],
  [
    'a complete graph that lacks what a module needs',
    release({ modules: [{ name: 'crm', version: '1', depends: ['mail'] }] }),
    /^spec\.modules\.0\.depends\.0: crm needs mail/,
  ],
  [
    'a complete graph with missing modules',
    release({
      evidence: evidenceOf({
        moduleGraph: {
          complete: true,
          missing: ['mail'],
          at: '2026-11-02T07:40:00Z',
        },
      }),
    }),
    /^spec\.evidence\.moduleGraph\.complete: .*mail/,
  ],
  [
    'more fixable criticals than criticals',
    release({
      evidence: evidenceOf({
        scan: {
          ...scan,
          fixableCriticals: [critical, { ...critical, id: 'CVE-2026-2' }],
        },
      }),
    }),
    /^spec\.evidence\.scan\.fixableCriticals: names 2, of 1/,
  ],
  [
    'a finding twice, once of them waived',
    release({
      evidence: evidenceOf({
        scan: {
          ...scan,
          findings: { critical: 2, high: 0 },
          fixableCriticals: [critical, critical],
        },
      }),
    }),
    /^spec\.evidence\.scan\.fixableCriticals\.1: CVE-2026-1 in openssl is listed twice/,
  ],
  [
    'a rehearsal from itself',
    release({
      evidence: evidenceOf({
        rehearsals: [{ ...rehearsal, from: '18.0-2026.11.1' }],
      }),
    }),
    /^spec\.evidence\.rehearsals\.0\.from: is this release/,
  ],
  [
    'a rehearsal on a copy from the future',
    release({
      evidence: evidenceOf({
        rehearsals: [{ ...rehearsal, copyTakenAt: '2026-11-01T23:00:00Z' }],
      }),
    }),
    /^spec\.evidence\.rehearsals\.0\.copyTakenAt: is after startedAt/,
  ],
  [
    'a repository that leads elsewhere',
    release({
      evidence: evidenceOf({
        pipeline: { ...evidenceOf().pipeline!, repository: 'harbour/..' },
      }),
    }),
    /^spec\.evidence\.pipeline\.repository: must not hold/,
  ],
  [
    'a link that is not encrypted',
    release({
      evidence: evidenceOf({
        signature: { ...signature, url: 'http://scan.example/1' },
      }),
    }),
    /^spec\.evidence\.signature\.url: /,
  ],
];

it.each(contradictions)(
  'refuses %s, and nothing else of it',
  (_, record, at) => {
    expect(problemsOf(record)).toEqual([expect.stringMatching(at)]);
  },
);

it('refuses evidence that it does not know: a misspelt one would be missing unseen', () => {
  const record = { ...release({}) };
  const evidence = { ...evidenceOf(), signatures: [] };
  expect(problemsOf({ ...record, spec: { ...record.spec, evidence } })).toEqual(
    [expect.stringContaining('signatures')],
  );
});
