import { ReleaseEvidence } from '@plumbline/plugin-odoo-common';
import { evidenceOf } from '@plumbline/plugin-odoo-common/testUtils';
import { releaseDetailOf } from '../../__testUtils__/release';
import { evidenceRows } from './evidenceRows';

const NOW = Date.parse('2026-11-10T08:00:00Z');

const rowOf = (
  title: string,
  change: Parameters<typeof releaseDetailOf>[0],
  now = NOW,
) =>
  evidenceRows(releaseDetailOf(change), now).find(row => row.title === title);

const withEvidence = (change: Partial<ReleaseEvidence>) => ({
  evidence: evidenceOf(change),
});

const scanWith = (until: string): Partial<ReleaseEvidence> => ({
  scan: {
    tool: 'trivy 0.67.2',
    at: '2026-11-02T07:45:00Z',
    findings: { critical: 1, high: 0 },
    fixableCriticals: [
      {
        id: 'CVE-2026-1234',
        package: 'openssl',
        fixedIn: '3.0.9',
        waiver: { reason: 'Not reached', approver: 'user:default/sec', until },
      },
    ],
  },
});

describe('evidenceRows', () => {
  it('calls nothing good that the record does not say', () => {
    const rows = evidenceRows(releaseDetailOf({ evidence: undefined }), NOW);
    expect(rows.map(({ badge }) => badge.word)).toEqual(
      Array(6).fill('not in the record'),
    );
  });

  it('is green for what another than the record says, and for nothing else', () => {
    const green = evidenceRows(
      releaseDetailOf({
        pipelineRun: {
          status: 'completed, success',
          readAt: '2026-11-10T07:00:00Z',
          agrees: true,
        },
      }),
      NOW,
    ).filter(({ badge }) => badge.tone === 'ok');
    expect(green.map(({ title }) => title)).toEqual(['Pipeline run']);
  });

  it.each([
    [
      'tests that failed',
      'Tests',
      withEvidence({ tests: { passed: 9, failed: 1 } }),
    ],
    [
      'no test at all',
      'Tests',
      withEvidence({ tests: { passed: 0, failed: 0 } }),
    ],
    [
      'a missing module',
      'Module graph',
      withEvidence({
        moduleGraph: {
          complete: false,
          missing: ['web'],
          at: '2026-11-02T07:40:00Z',
        },
      }),
    ],
    [
      'a waiver that has ended',
      'Scan',
      withEvidence(scanWith('2026-11-09T00:00:00Z')),
    ],
    [
      'a signature of another image',
      'Signature',
      { digest: `sha256:${'e'.repeat(64)}` },
    ],
    [
      'a run that disagrees',
      'Pipeline run',
      {
        pipelineRun: {
          status: 'failed',
          readAt: '2026-11-10T07:00:00Z',
          agrees: false,
        },
      },
    ],
  ])('%s is said to be wrong', (_, title, change) => {
    expect(rowOf(title, change)?.badge.tone).toBe('critical');
  });

  it('tells a waiver that holds', () => {
    const scan = rowOf('Scan', withEvidence(scanWith('2026-11-11T00:00:00Z')));
    expect(scan).toMatchObject({
      badge: { word: 'recorded' },
      detail: expect.stringMatching(/0 fixable criticals, 1 more waived/),
    });
  });

  const readAt = '2026-11-10T07:00:00Z';
  const unknown = { status: 'unknown', readAt };
  it.each([
    ['nobody has read', undefined, 'not read back', /run 4711$/],
    [
      'could not be read',
      { ...unknown, problem: 'The provider answered 503' },
      'could not be read back',
      /answered 503/,
    ],
    [
      'goes on',
      { status: 'running', readAt },
      'has not ended',
      /run 4711: running$/,
    ],
  ])('nothing is known of a run that %s', (_, pipelineRun, word, detail) => {
    expect(
      rowOf('Pipeline run', { ...withEvidence({}), pipelineRun }),
    ).toMatchObject({
      badge: { tone: 'unknown', word },
      detail: expect.stringMatching(detail),
    });
  });
});
