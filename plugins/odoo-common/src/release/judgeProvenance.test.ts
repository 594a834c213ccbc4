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
    [
      'failed',
      { conclusion: 'failed' },
      'fail',
      /the run failed \(run 4711 of /,
    ],
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

  const away = 'GitHub answers with 502';
  const triedAt = '2026-11-20T11:50:00Z';
  const unknown: [string, ProvenanceFacts['run'], RegExp][] = [
    [
      'was not asked for yet',
      undefined,
      /^Pipeline: its API was not asked yet/,
    ],
    [
      'nobody asks',
      { disagreements: [], unasked: 'no module asks github-actions' },
      /^Pipeline: no module asks github-actions \(/,
    ],
    [
      'never answered',
      { disagreements: [], problem: away, triedAt },
      /^Pipeline: nobody has read the run yet: .* asks again within minutes \(/,
    ],
    [
      'its provider does not show',
      { disagreements: [], problem: 'no such run', triedAt, refused: true },
      /^Pipeline: no such run; name the run that built the image/,
    ],
    [
      'its provider does not show any more',
      { readAt, disagreements: [], problem: '404', triedAt, refused: true },
      /^Pipeline: 404; name the run/,
    ],
    [
      'has not ended',
      { readAt, disagreements: [], unfinished: true },
      /^Pipeline: the run has not ended/,
    ],
    [
      'had not ended when its provider went away',
      { readAt, disagreements: [], unfinished: true, problem: away, triedAt },
      /^Pipeline: the run has not ended/,
    ],
  ];
  const ofRun = (run: ProvenanceFacts['run'], at = now) =>
    judgeProvenance(record, { now: at, run });

  it.each(unknown)('a run that %s blocks', (_, run, summary) => {
    const judged = ofRun(run);
    expect(judged).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringMatching(summary),
    });
    // An override covers what its giver saw: trying again in vain must not end it.
    const later = run?.triedAt
      ? ofRun({ ...run, triedAt: '2026-11-20T12:10:00Z' })
      : ofRun(run, new Date('2026-11-20T12:10:00Z'));
    expect(later.summary).toBe(judged.summary);
  });

  it.each(unknown)(
    'a run that %s is another finding than that of another run',
    (_, run) => {
      const { pipeline } = record.spec.evidence!;
      const found = ({ spec, ...rest }: typeof record) =>
        judgeProvenance({ ...rest, spec }, { now, run }).summary;
      const other = (change: Partial<typeof record.spec>) =>
        found({ ...record, spec: { ...record.spec, ...change } });
      expect(other({ sourceCommit: 'c'.repeat(40) })).not.toBe(found(record));
      expect(
        other({
          evidence: {
            ...record.spec.evidence,
            pipeline: { ...pipeline!, run: '4712' },
          },
        }),
      ).not.toBe(found(record));
    },
  );

  it('that failed stays so when it cannot be read any more', () => {
    const failed = { readAt, disagreements: ['the run failed'], triedAt };
    for (const refused of [true, false]) {
      expect(ofRun({ ...failed, problem: away, refused })).toMatchObject({
        verdict: 'fail',
        summary: expect.stringMatching(/^Pipeline: the run failed \(/),
      });
    }
  });

  it('that was read once counts while its provider is away, with its age', () => {
    const run = { readAt, disagreements: [], problem: away, triedAt };
    const { verdict, evidence } = ofRun(run);
    expect(verdict).toBe('pass');
    expect(evidence.at(-1)).toEqual({
      title: 'Pipeline, last asked',
      verdict: 'note',
      detail: `${away} at 11:50 UTC on 20 November 2026; its answer of 60 minutes ago counts`,
    });
  });
});
