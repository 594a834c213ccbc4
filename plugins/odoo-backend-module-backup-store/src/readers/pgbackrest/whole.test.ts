import {
  chain,
  full,
  FULL,
  incr,
  later,
  PgBackRestRepository,
  readRequest,
  readSettled,
  said,
} from '../../__testUtils__';
import { PgBackRestReader } from './PgBackRestReader';

const reader = new PgBackRestReader();

describe('a chain that is whole', () => {
  it('is ok, over 4 GiB of log and without anybody telling how large a segment is', async () => {
    expect(await readSettled(reader, readRequest(chain()))).toMatchObject({
      verdict: 'ok',
      findings: [],
      newestUsableBackup: FULL,
      rpoSeconds: 120,
      chain: { systemId: '7708150322908187512', lineage: 'acme/15-1' },
    });
  });

  it.each<[string, PgBackRestRepository]>([
    ['an incremental backup and what it needs', chain(full(), incr())],
    [
      'bundles, of which a file is a part',
      chain(
        full({
          files: [
            { name: 'pg_data/a', stored: 'aaaa', bundle: 1 },
            { name: 'pg_data/b', stored: 'bb', bundle: 1 },
            { name: 'pg_data/empty', stored: '', bundle: 1 },
            { name: 'pg_data/backup_label.gz', stored: 'label' },
          ],
          compression: 'gz',
        }),
      ),
    ],
    [
      'blocks of a file, alone and in a bundle',
      chain(
        full({
          files: [
            {
              name: 'pg_data/big.pgbi',
              stored: 'blocks and map',
              manifest: { bi: 1, bic: 6, bim: 4, size: 81920, 'repo-size': 14 },
            },
            {
              name: 'pg_data/other',
              stored: 'blocks too',
              bundle: 2,
              manifest: { bi: 1, bim: 4, size: 8192, 'repo-size': 10 },
            },
          ],
          compression: 'zst',
        }),
      ),
    ],
    [
      'WAL that changed its compression on the way',
      new PgBackRestRepository()
        .wal(4090, 4101, 0, { extension: '.zst' })
        .wal(4102, 4130, 120, { extension: '' })
        .wal(4131, 4160, 410, { extension: '.bz2' })
        .wal(4161, 4171, 710)
        .backup(full()),
    ],
    [
      'segments of 2 MiB',
      new PgBackRestRepository({ segmentBytes: 2 * 1024 * 1024 })
        .wal(2040, 2121, 0)
        .backup(full({ start: 2040, stop: 2041 })),
    ],
    [
      'a resumed backup, whose label is that of the one that was killed',
      chain(full(), later({ label: '20261119-230000F' })),
    ],
    [
      'WAL on the way: the newest segments arrive out of order',
      new PgBackRestRepository()
        .wal(4090, 4170, 0)
        .wal(4172, 4172, 811)
        .backup(full()),
    ],
    [
      'files of expired backups in backup.history',
      chain().put(
        'backup/acme/backup.history/2026/20261001-000000F.manifest.gz',
        'x',
        1,
      ),
    ],
    [
      'a promotion, and the rest of the segment that it cut',
      new PgBackRestRepository()
        .wal(4090, 4131, 0)
        .put(
          'archive/acme/15-1/00000002.history',
          '1\t1/2480000\tpromoted\n',
          412,
        )
        .put(
          'archive/acme/15-1/0000000100000001/000000010000000100000024.partial-0000000000000000000000000000000000000000.gz',
          'x',
          412,
        )
        .wal(4132, 4171, 420, { timeline: 2 })
        .backup(full()),
    ],
  ])('is ok: %s', async (_, repository) => {
    const report = await readSettled(
      reader,
      readRequest(repository, { depth: 'content' }),
    );
    expect(said(report)).toEqual([]);
    expect(report.verdict).toBe('ok');
    expect(report.rpoSeconds).toBeLessThanOrEqual(900);
  });

  it('takes the newest by its time, not by its label', async () => {
    const resumed = later({ label: '20261119-230000F' });
    expect(
      await readSettled(reader, readRequest(chain(full(), resumed))),
    ).toMatchObject({
      newestUsableBackup: '20261119-230000F',
    });
  });
});
