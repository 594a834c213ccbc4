import {
  describeFixtures,
  fixtureNames,
  loadFixture,
  readSettled,
} from '../../__testUtils__';
import { PgBackRestReader } from './PgBackRestReader';

/** Names of the segments between two others. */
const SEGMENTS_PER_FOLDER = 4096;

function missing(gaps: { after: string; segments: number }[]): string[] {
  return gaps
    .flatMap(({ after, segments }) =>
      Array.from({ length: segments }, (_, i) => {
        const number =
          parseInt(after.slice(8, 16), 16) * SEGMENTS_PER_FOLDER +
          parseInt(after.slice(16), 16) +
          i +
          1;
        const hex = (part: number) =>
          part.toString(16).toUpperCase().padStart(8, '0');
        return (
          after.slice(0, 8) +
          hex(Math.floor(number / SEGMENTS_PER_FOLDER)) +
          hex(number % SEGMENTS_PER_FOLDER)
        );
      }),
    )
    .sort();
}

describeFixtures('repositories that pgBackRest made', () => {
  it.each(fixtureNames('pgbackrest'))('%s', async name => {
    const { store, expected, now, targets } = loadFixture('pgbackrest', name);
    const reader = new PgBackRestReader();
    const [location] = reader.locate(
      store.names().map(each => ({ name: each })),
    );
    const report = await readSettled(reader, {
      store,
      location,
      targets,
      now,
      depth: 'content',
    });
    expect(report).toMatchObject({
      verdict: expected.verdict,
      newestUsableBackup: expected.newestUsableBackup,
      newestRestorePoint: expected.latestRestorable?.archivedAt ?? null,
      rpoSeconds: expected.rpoSeconds,
      earliestRestorePoint: expected.earliestRestorable,
    });
    expect(report.windows.map(({ from, to }) => ({ from, to }))).toEqual(
      expected.restorableWindows,
    );
    expect(missing(report.gaps)).toEqual(expected.gaps);
    expect(report.partial).toBeUndefined();
    const wal = expected.latestRestorable?.wal;
    expect(report.chain?.lastSegment ?? null).toBe(
      name === 'healthy-encrypted' ? null : wal,
    );
  });
});
