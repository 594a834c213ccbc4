import { evidenceOf, evidentReleaseOf } from '../testUtils';
import { ReleaseEvidence } from './evidence';
import { judgeProvenance } from './judgeProvenance';
import { disagreements } from './pipelineRun';
import { ReleaseDocument } from './release';

const now = new Date('2026-11-20T12:00:00Z');
const judge = (
  change: Partial<ReleaseDocument['spec']>,
  run?: { readAt: string; disagreements: string[] },
) => judgeProvenance(evidentReleaseOf(undefined, change), { now, run });
const withEvidence = (change: Partial<ReleaseEvidence>) => ({
  evidence: evidenceOf(change),
});
const critical = { id: 'CVE-2026-1', package: 'openssl', fixedIn: '3.5.1' };
const scanWith = (until?: string) =>
  withEvidence({
    scan: {
      ...evidenceOf().scan!,
      fixableCriticals: [
        {
          ...critical,
          ...(until && {
            waiver: {
              reason: 'not reachable',
              approver: 'user:default/asha',
              until,
            },
          }),
        },
      ],
    },
  });

const cases: [string, Partial<ReleaseDocument['spec']>, string, RegExp][] = [
  ['all evidence', {}, 'pass', /is signed, from commit aaaaaaaaaaaa/],
  [
    'no evidence',
    { evidence: undefined },
    'blocked',
    /Signature: none.*Scan: none/,
  ],
  ['no commit', { sourceCommit: undefined }, 'blocked', /spec\.sourceCommit/],
  [
    'no signature',
    withEvidence({ signature: undefined }),
    'blocked',
    /write spec\.evidence\.signature/,
  ],
  ['no scan', withEvidence({ scan: undefined }), 'blocked', /scan the image/],
  [
    'a fixable critical',
    scanWith(),
    'fail',
    /CVE-2026-1: openssl 3\.5\.1 mends/,
  ],
  ['a waived one', scanWith('2026-11-20T12:00:01Z'), 'pass', /is signed/],
  [
    'a waiver that ended this moment',
    scanWith('2026-11-20T12:00:00Z'),
    'fail',
    /its waiver ended at 12:00 UTC on 20 November 2026/,
  ],
  [
    'failed tests',
    withEvidence({ tests: { passed: 9, failed: 1 } }),
    'fail',
    /Tests: 9 passed, 1 failed/,
  ],
  [
    'a failure and something unknown',
    { ...scanWith(), sourceCommit: undefined },
    'fail',
    /^CVE-2026-1/,
  ],
];

it.each(cases)('%s', (_, change, verdict, summary) => {
  expect(judge(change)).toMatchObject({
    verdict,
    summary: expect.stringMatching(summary),
  });
});

it('says who let a critical through, until when and why', () => {
  expect(judge(scanWith('2026-12-01T00:00:00Z')).evidence).toContainEqual({
    verdict: 'note',
    title: 'CVE-2026-1',
    detail:
      'waived until 00:00 UTC on 1 December 2026 by user:default/asha: not reachable; openssl 3.5.1 mends it',
  });
});

it('does not believe a record that the pipeline itself contradicts', () => {
  const record = evidentReleaseOf();
  const run = {
    state: 'completed',
    conclusion: 'failed',
    commit: 'c'.repeat(40),
    tests: { passed: 800, failed: 12 },
  } as const;
  const found = disagreements(record, run);
  expect(found).toEqual([
    'the run failed',
    expect.stringContaining(`built commit ${'c'.repeat(40)}`),
    'the run had 12 failed tests, the record says 0',
  ]);
  const readAt = '2026-11-20T11:00:00Z';
  expect(judge({}, { readAt, disagreements: found })).toMatchObject({
    verdict: 'fail',
    summary: expect.stringContaining('read at 11:00 UTC'),
  });
  const agreed = disagreements(record, {
    ...run,
    conclusion: 'succeeded',
    commit: record.spec.sourceCommit,
    tests: { passed: 812, failed: 0 },
  });
  expect(judge({}, { readAt, disagreements: agreed }).verdict).toBe('pass');
});
