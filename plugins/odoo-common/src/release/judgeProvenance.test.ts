import { evidenceOf, evidentReleaseOf } from '../testUtils';
import { ReleaseEvidence } from './evidence';
import { ProvenanceFacts, judgeProvenance } from './judgeProvenance';
import { PipelineRun, disagreements } from './pipelineRun';
import { ReleaseDocument } from './release';

const now = new Date('2026-11-20T12:00:00Z');
const judge = (
  change: Partial<ReleaseDocument['spec']>,
  run: ProvenanceFacts['run'] = {
    readAt: '2026-11-20T11:00:00Z',
    disagreements: [],
  },
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
  [
    'no run',
    withEvidence({ pipeline: undefined }),
    'blocked',
    /Pipeline: the record names no run/,
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

describe('what the pipeline itself says', () => {
  const record = evidentReleaseOf();
  const readAt = '2026-11-20T11:00:00Z';
  const succeeded: PipelineRun = {
    state: 'completed',
    conclusion: 'succeeded',
    commit: record.spec.sourceCommit!,
    branch: 'main',
    repository: record.spec.evidence!.pipeline!.repository.toUpperCase(),
  };
  const runs: [string, Partial<PipelineRun>, string, RegExp][] = [
    ['succeeded', {}, 'pass', /is signed/],
    ['failed', { conclusion: 'failed' }, 'fail', /the run failed$/],
    [
      'ended without a result',
      { conclusion: undefined },
      'fail',
      /ended without a result/,
    ],
    [
      'built something else',
      { commit: 'c'.repeat(40) },
      'fail',
      /built commit c{40}, the record says a{40}/,
    ],
    [
      "built a fork's code",
      { repository: 'mallory/odoo-addons' },
      'fail',
      /built code of mallory\/odoo-addons, the record says/,
    ],
    [
      'built what nobody has merged',
      { branch: undefined },
      'fail',
      /commit a{40} is not on main, which releases are built from/,
    ],
    [
      'does not tell whose code it built',
      { repository: undefined },
      'pass',
      /./,
    ],
    [
      'is not done yet',
      { state: 'running', conclusion: undefined },
      'pass',
      /./,
    ],
  ];

  it.each(runs)('a run that %s', (_, change, verdict, summary) => {
    const run = { ...succeeded, ...change };
    expect(
      judge(
        {},
        {
          readAt,
          disagreements: disagreements(record, run, { branch: 'main' }),
        },
      ),
    ).toMatchObject({ verdict, summary: expect.stringMatching(summary) });
  });

  it('that nobody knows blocks, unless what was read before is worse', () => {
    const problem = 'GitHub refused (404)';
    const unknown = { readAt, disagreements: [], problem, refused: true };
    expect(judge({}, unknown)).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringMatching(
        /^Pipeline: GitHub refused \(404\) .*; name the run that built the image/,
      ),
    });
    expect(
      judge({}, { ...unknown, disagreements: ['the run failed'] }).verdict,
    ).toBe('fail');
  });

  it('that was not asked for yet blocks; where nobody can, the record stands alone', () => {
    const provenance = (run?: ProvenanceFacts['run']) =>
      judgeProvenance(evidentReleaseOf(), { now, run });
    expect(provenance()).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringMatching(/^Pipeline: its API was not asked yet/),
    });
    const problem = 'no module asks github-actions';
    const alone = provenance({ disagreements: [], problem });
    expect(alone.verdict).toBe('pass');
    expect(alone.evidence.at(-1)).toMatchObject({
      verdict: 'note',
      detail: problem,
    });
  });

  it('that cannot be asked now proves nothing, and says so', () => {
    const problem = 'GitHub answers with 502';
    const { verdict, evidence } = judge(
      {},
      { readAt, disagreements: [], problem },
    );
    expect(verdict).toBe('pass');
    expect(
      judge({}, { readAt, disagreements: ['the run failed'], problem }).verdict,
    ).toBe('fail');
    expect(evidence.at(-1)).toMatchObject({
      title: 'Pipeline',
      verdict: 'note',
      detail: `${problem} (tried at 11:00 UTC on 20 November 2026)`,
    });
  });

  it('that never answered blocks: it may have failed', () => {
    const problem = 'GitHub answers with 502';
    expect(
      judge({}, { readAt, disagreements: [], problem, unread: true }),
    ).toMatchObject({
      verdict: 'blocked',
      summary: `Pipeline: ${problem} (tried at 11:00 UTC on 20 November 2026), and nobody has read the run yet; the portal asks again within minutes`,
    });
  });
});
