import {
  chain,
  full,
  FULL,
  MemoryStore,
  PgBackRestRepository,
  readRequest,
  readSettled,
  said,
} from '../../__testUtils__';
import { PgBackRestReader } from './PgBackRestReader';

const reader = new PgBackRestReader();

describe('databases before and after an upgrade', () => {
  const upgraded = () =>
    new PgBackRestRepository({
      clusters: [
        { version: '15', systemId: '7708150322908187512' },
        { version: '16', systemId: '7808150322908187513' },
      ],
    })
      .wal(4090, 4131, 0)
      .backup(full());

  it('never lends the WAL of one to a backup of the other', async () => {
    const report = await readSettled(
      reader,
      readRequest(
        upgraded().wal(4132, 4171, 420, {
          archiveId: '16-2',
          systemId: '7808150322908187513',
        }),
      ),
    );
    expect(report).toMatchObject({
      verdict: 'critical',
      newestRestorePoint: PgBackRestRepository.time(410).toISOString(),
    });
    expect(said(report)).toEqual(['critical cluster-without-backup 16-2']);
  });

  it('keeps what can be restored of the one before, and judges by the present', async () => {
    const report = await readSettled(
      reader,
      readRequest(
        upgraded()
          .wal(4132, 4171, 420, {
            archiveId: '16-2',
            systemId: '7808150322908187513',
          })
          .backup(
            full({
              label: '20261120-080000F',
              at: 420,
              start: 4132,
              stop: 4132,
              historyId: 2,
            }),
          ),
      ),
    );
    expect(report).toMatchObject({
      verdict: 'ok',
      newestUsableBackup: '20261120-080000F',
      rpoSeconds: 120,
      chain: { lineage: 'acme/16-2', systemId: '7808150322908187513' },
      earliestRestorePoint: PgBackRestRepository.time(1).toISOString(),
    });
    expect(said(report)).toEqual([]);
    expect(report.windows).toHaveLength(2);
  });
});

describe('what is encrypted', () => {
  const encrypted = (repository: PgBackRestRepository) =>
    repository
      .blobs()
      .map(blob => ({ ...blob, content: 'Salted__secret', size: 2000 }));

  it.each<[string, PgBackRestRepository, string, string[]]>([
    [
      'is unknown, and names tell that WAL arrives',
      chain(),
      'unknown',
      ['unknown encrypted backup/acme/backup.info'],
    ],
    [
      'is unknown after a promotion, of which nobody can read where it was',
      new PgBackRestRepository()
        .wal(4090, 4131, 0)
        .put('archive/acme/15-1/00000002.history', 'x', 412)
        .wal(4132, 4171, 420, { timeline: 2 })
        .backup(full()),
      'unknown',
      ['unknown encrypted backup/acme/backup.info'],
    ],
    [
      'is critical with a hole',
      new PgBackRestRepository()
        .wal(4090, 4131, 0)
        .wal(4133, 4171, 430)
        .backup(full()),
      'critical',
      ['critical wal-gap 000000010000000100000024'],
    ],
    [
      'is critical when nothing arrives',
      new PgBackRestRepository().wal(4090, 4131, 0).backup(full()),
      'critical',
      ['critical archive-stalled 000000010000000100000023'],
    ],
  ])('%s', async (_, repository, verdict, expected) => {
    const report = await readSettled(
      reader,
      readRequest(new MemoryStore(encrypted(repository))),
    );
    expect(report).toMatchObject({
      verdict,
      rpoSeconds: null,
      newestUsableBackup: null,
      windows: [],
    });
    expect(said(report)).toEqual(expect.arrayContaining(expected));
    expect(report.backups).toMatchObject([{ id: FULL, status: 'unknown' }]);
  });
});
