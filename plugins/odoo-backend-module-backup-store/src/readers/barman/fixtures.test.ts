import {
  describeFixtures,
  fixtureNames,
  loadFixture,
} from '../../__testUtils__';
import { parseSegmentName, segmentName } from '../../wal';
import { BarmanReader } from './BarmanReader';

const reader = new BarmanReader();
const location = {
  format: 'barman' as const,
  prefix: 'acme-prod/',
  name: 'acme-prod',
};

/** A restore of each of these was run: what they hold is known. */
describeFixtures.each(fixtureNames('barman'))('barman/%s', name => {
  it.each(['metadata', 'content'] as const)(
    'is concluded as it was proven, by %s',
    async depth => {
      const { store, expected, now, targets } = loadFixture('barman', name);
      const { report } = await reader.read({
        store,
        location,
        targets,
        now,
        depth,
      });
      expect(report).toMatchObject({
        format: 'barman',
        verdict: expected.verdict,
        newestUsableBackup: expected.newestUsableBackup,
        newestRestorePoint: expected.latestRestorable?.archivedAt,
        earliestRestorePoint: expected.earliestRestorable,
        rpoSeconds: expected.rpoSeconds,
        windows: expected.restorableWindows,
      });
      expect(report.chain?.lastSegment ?? null).toBe(
        expected.latestRestorable?.wal,
      );
      expect(
        report.gaps.flatMap(({ after, segments }) =>
          Array.from({ length: segments }, (_, i) => following(after, i + 1)),
        ),
      ).toEqual(expected.gaps);
      expect(report.partial).toBeUndefined();
    },
  );

  it('is found by its folders', async () => {
    const { store } = loadFixture('barman', name);
    const entries = store
      .names()
      .map(blob => ({ name: blob.slice(0, blob.lastIndexOf('/') + 1) }));
    expect(reader.locate(entries)).toEqual([location]);
  });
});

function following(name: string, by: number): string {
  const bytes = 1024 * 1024;
  const segment = parseSegmentName(name, bytes)!;
  return segmentName({ ...segment, number: segment.number + by }, bytes);
}
