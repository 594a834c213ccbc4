import { sizingSchema } from '../platform/calibration';
import { KnownRestoreTest } from '../recovery/assess/input';
import { CopySource, expectCopy } from './expectCopy';

const HOUR_MS = 3_600_000;
const sizing = sizingSchema.parse({
  restoreFixedMinutes: 30,
  restoreGiBPerHour: 100,
});
const passed = (backup: string, more: Partial<KnownRestoreTest> = {}) =>
  ({
    outcome: 'passed',
    proof: 'signed',
    finishedAt: '2026-11-20T08:00:00.000Z',
    seconds: 2 * 3600,
    point: { backup },
    ...more,
  } as KnownRestoreTest);
const report = {
  backups: [
    { id: 'tested', sizeBytes: 100 },
    { id: 'newest', sizeBytes: 200 },
  ],
  chain: { backup: 'newest' },
} as CopySource['report'];

const expected = (source: Partial<CopySource>, newSeries = false) =>
  expectCopy(
    { data: { databaseGiB: 60, filestoreGiB: 90 } },
    { environment: 'harbour-civil/production', tests: [], ...source },
    { sizing, since: '2026-11-23T08:00:00.000Z', newSeries },
  );

describe('expectCopy', () => {
  it.each<[string, Partial<CopySource>, number, RegExp]>([
    ['the plan, where nothing was measured', {}, 2, /planned for 150 GiB/],
    [
      'the newest test that passed, scaled by how the base has grown since',
      {
        report,
        tests: [
          passed('tested', { outcome: 'failed', seconds: 1 }),
          passed('tested', { proof: 'claimed', seconds: 1 }),
          passed('tested', { finishedAt: '2026-10-20T08:00:00Z', seconds: 9 }),
          passed('tested'),
        ],
      },
      4,
      /about 4 hours are expected \(by its last restore test\)$/,
    ],
    [
      'that test as it is, while nobody can say how large the base is',
      { tests: [passed('tested')] },
      2,
      /about 2 hours/,
    ],
  ])('goes by %s', (_, source, hours, words) => {
    const { lateAfterMs, words: told } = expected(source);
    expect(lateAfterMs).toBe(1.5 * hours * HOUR_MS);
    expect(told).toMatch(words);
    expect(told).toContain(
      'harbour-civil/production is being copied since 08:00 UTC on 23 November 2026',
    );
  });

  it('leaves a migration to another series its time', () => {
    const { lateAfterMs, words } = expected({}, true);
    expect(lateAfterMs).toBe((3 + 12) * HOUR_MS);
    expect(words).toContain('12 hours more');
  });
});
