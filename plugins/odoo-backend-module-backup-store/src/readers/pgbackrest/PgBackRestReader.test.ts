import { gunzipSync, gzipSync } from 'node:zlib';
import {
  contentOf,
  MadeBackup,
  MadeFile,
  MemoryBlob,
  MemoryStore,
  PgBackRestRepository,
  readSettled,
} from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { RepositoryReading } from '../BackupReader';
import { PgBackRestReader } from './PgBackRestReader';

const HOUR = 60;
const FULL = '20261120-000100F';
const DIFF = `${FULL}_20261120-060000D`;
const INCR = `${FULL}_20261120-120000I`;

const DATA: MadeFile = { name: 'pg_data/base/1/1259', stored: 'catalogue' };

function full(changed: Partial<MadeBackup> = {}): MadeBackup {
  return {
    label: FULL,
    at: 0,
    start: 4090,
    stop: 4091,
    files: [DATA],
    ...changed,
  };
}

/** A chain that crosses 4 GiB of log; it is read two minutes after its last segment. */
function chain(...backups: MadeBackup[]) {
  const repository = new PgBackRestRepository().wal(4090, 4171, 0);
  for (const backup of backups.length > 0 ? backups : [full()]) {
    repository.backup(backup);
  }
  return repository;
}
const NOW = 812;

async function read(
  blobs: PgBackRestRepository | MemoryStore,
  {
    at = NOW,
    depth = 'metadata' as 'metadata' | 'content',
    memory = undefined as unknown,
  } = {},
) {
  const store =
    blobs instanceof MemoryStore ? blobs : new MemoryStore(blobs.blobs());
  const report = await readSettled(new PgBackRestReader(), {
    store,
    location: { format: 'pgbackrest', prefix: '', name: 'acme' },
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 },
    now: PgBackRestRepository.time(at),
    depth,
    memory,
  });
  const said = report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code, subject }) => `${severity} ${code} ${subject}`);
  return { ...report, said };
}

const incr = (changed: Partial<MadeBackup> = {}): MadeBackup => ({
  label: INCR,
  type: 'incr',
  at: 12 * HOUR,
  start: 4162,
  stop: 4162,
  needs: [FULL],
  files: [{ name: 'pg_data/base/1/2', stored: 'changed' }],
  references: [{ label: FULL, file: DATA }],
  ...changed,
});

describe('a chain that is whole', () => {
  it('is ok, over 4 GiB of log and without anybody telling how large a segment is', async () => {
    expect(await read(chain())).toMatchObject({
      verdict: 'ok',
      said: [],
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
      'segments of 16 MiB',
      new PgBackRestRepository({ segmentBytes: 16 * 1024 * 1024 })
        .wal(250, 331, 0)
        .backup(full({ start: 250, stop: 251 })),
    ],
    [
      'a resumed backup, whose label is that of the one that was killed',
      chain(
        full(),
        full({
          label: '20261119-230000F',
          at: 12 * HOUR,
          start: 4162,
          stop: 4162,
        }),
      ),
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
    const report = await read(repository, { depth: 'content' });
    expect(report.said).toEqual([]);
    expect(report.verdict).toBe('ok');
    expect(report.rpoSeconds).toBeLessThanOrEqual(900);
  });

  it('takes the newest by its time, not by its label', async () => {
    const resumed = full({
      label: '20261119-230000F',
      at: 12 * HOUR,
      start: 4162,
      stop: 4162,
    });
    expect(await read(chain(full(), resumed))).toMatchObject({
      newestUsableBackup: '20261119-230000F',
    });
  });
});

describe('damage', () => {
  const folder = `backup/acme/${FULL}`;
  const change =
    (name: string, blob: Partial<MemoryBlob>) => (store: MemoryStore) =>
      store.put({ name, lastModified: PgBackRestRepository.time(1), ...blob });

  it.each<
    [string, PgBackRestRepository, (store: MemoryStore) => void, string[]]
  >([
    [
      'a file that is gone',
      chain(full(), incr()),
      store => store.delete(`${folder}/${DATA.name}`),
      [
        `critical reference-damaged ${INCR}`,
        `critical base-incomplete ${FULL}`,
        `critical base-incomplete ${INCR}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'a file that is shorter by a byte',
      chain(),
      change(`${folder}/${DATA.name}`, { content: 'catalogu' }),
      [`critical base-incomplete ${FULL}`, 'critical no-usable-backup backups'],
    ],
    [
      'a bundle that is cut',
      chain(full({ files: [{ ...DATA, bundle: 1 }] })),
      change(`${folder}/bundle/1`, { content: 'catalogu' }),
      [`critical base-incomplete ${FULL}`, 'critical no-usable-backup backups'],
    ],
    [
      'a full backup that is gone, its child with it',
      chain(full(), incr()),
      store =>
        store.delete(
          ...store.names().filter(name => name.startsWith(`${folder}/`)),
        ),
      [
        `critical reference-damaged ${INCR}`,
        `critical base-missing ${FULL}`,
        `critical base-incomplete ${INCR}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'damage in an older backup that a newer one makes up for',
      chain(
        full(),
        full({
          label: DIFF.slice(17).replace('D', 'F'),
          at: 12 * HOUR,
          start: 4162,
          stop: 4162,
        }),
      ),
      store => store.delete(`${folder}/${DATA.name}`),
      [`degraded base-incomplete ${FULL}`],
    ],
    [
      'a manifest of which only the copy is good',
      chain(),
      change(`${folder}/backup.manifest`, { content: '[backup]\n' }),
      [`degraded manifest-copy-used ${FULL}`],
    ],
    [
      'a manifest that is bad with its copy',
      chain(),
      store => {
        change(`${folder}/backup.manifest`, { content: '[backup]\n' })(store);
        change(`${folder}/backup.manifest.copy`, { content: '' })(store);
      },
      [
        `critical manifest-garbled ${FULL}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'a manifest of another backup',
      chain(
        full(),
        full({
          label: '20261120-120000F',
          at: 12 * HOUR,
          start: 4162,
          stop: 4162,
        }),
      ),
      store => {
        const other = store
          .names()
          .filter(name => /120000F\/backup.manifest/.test(name));
        const taken = chain().blobs();
        for (const name of other) {
          const { content } = taken.find(
            each => each.name === `${folder}/backup.manifest`,
          )!;
          change(name, { content })(store);
        }
      },
      ['critical manifest-mismatch 20261120-120000F'],
    ],
    [
      'damaged pages that the tool kept',
      chain(full({ error: true })),
      () => {},
      [`critical backup-error ${FULL}`, 'critical no-usable-backup backups'],
    ],
    [
      'a need that backup.info has forgotten',
      chain(incr({ needs: ['20261101-000000F'], references: [] })),
      () => {},
      [
        `critical reference-missing ${INCR}`,
        'critical no-usable-backup backups',
      ],
    ],
    [
      'parts in a backup that it does not name',
      chain(
        full({ label: '20261101-000000F' }),
        incr({
          needs: [FULL],
          references: [{ label: '20261101-000000F', file: DATA }],
        }),
        full(),
      ),
      () => {},
      [`critical manifest-mismatch ${INCR}`],
    ],
    [
      'the last WAL of a backup missing',
      new PgBackRestRepository()
        .wal(4090, 4090, 0)
        .wal(4092, 4171, 20)
        .backup(full()),
      () => {},
      ['critical no-usable-backup backups'],
    ],
    [
      'an archive that archive.info does not know',
      chain(full({ historyId: 7 })),
      () => {},
      [`critical archive-unknown ${FULL}`],
    ],
  ])('%s', async (_, repository, damage, said) => {
    const store = new MemoryStore(repository.blobs());
    damage(store);
    const report = await read(store);
    expect(report.verdict).not.toBe('ok');
    expect(report.said).toEqual(expect.arrayContaining(said));
  });
});

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
    const report = await read(
      upgraded().wal(4132, 4171, 420, {
        archiveId: '16-2',
        systemId: '7808150322908187513',
      }),
    );
    expect(report).toMatchObject({
      verdict: 'critical',
      said: ['critical cluster-without-backup 16-2'],
      newestRestorePoint: PgBackRestRepository.time(410).toISOString(),
    });
  });

  it('keeps what can be restored of the one before, and judges by the present', async () => {
    const report = await read(
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
    );
    expect(report).toMatchObject({
      verdict: 'ok',
      said: [],
      newestUsableBackup: '20261120-080000F',
      rpoSeconds: 120,
      chain: { lineage: 'acme/16-2', systemId: '7808150322908187513' },
      earliestRestorePoint: PgBackRestRepository.time(1).toISOString(),
    });
    expect(report.windows).toHaveLength(2);
  });
});

describe('backups that are not in backup.info', () => {
  const label = '20261120-130000F';
  const begun = (at: number, ...files: string[]) => {
    const repository = chain();
    for (const file of files) {
      repository.put(`backup/acme/${label}/${file}`, 'x', at);
    }
    return repository;
  };

  it.each<[string, PgBackRestRepository, string, string]>([
    [
      'runs, while files come',
      begun(800, 'backup.manifest.copy', 'bundle/1'),
      'ok',
      'running',
    ],
    [
      'was killed, when none came for hours',
      begun(600, 'backup.manifest.copy'),
      'degraded',
      'interrupted',
    ],
    [
      'is being entered, as long as it is young',
      begun(811, 'backup.manifest'),
      'ok',
      'running',
    ],
    [
      'was lost, when it is not',
      begun(600, 'backup.manifest'),
      'degraded',
      'interrupted',
    ],
  ])('%s', async (_, repository, verdict, status) => {
    const report = await read(repository);
    expect(report.verdict).toBe(verdict);
    expect(report.backups.at(-1)).toMatchObject({ id: label, status });
    expect(report.newestUsableBackup).toBe(FULL);
  });

  it('one that was killed before a later one finished is only told of', async () => {
    const repository = chain(
      full(),
      full({
        label: '20261120-120000F',
        at: 12 * HOUR,
        start: 4162,
        stop: 4162,
      }),
    );
    repository.put(`backup/acme/${label}/backup.manifest.copy`, 'x', 60);
    expect(await read(repository)).toMatchObject({ verdict: 'ok', said: [] });
  });
});

describe('a store that does not tell all', () => {
  it.each<[string, (name: string) => boolean]>([
    ['backup.info', name => name.endsWith('backup.info')],
    ['archive.info', name => name.endsWith('archive.info')],
    [
      'the manifest of the newest backup',
      name => name.endsWith('backup.manifest'),
    ],
  ])('is never ok without %s', async (_, refused) => {
    const store = new MemoryStore(chain().blobs());
    store.faults.read = name =>
      refused(name)
        ? new BlobStoreError('forbidden', `${name} may not be read`)
        : undefined;
    const report = await read(store);
    expect(report).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestRestorePoint: null,
      windows: [],
    });
  });

  it.each(['backup/acme/2', 'archive/acme/15-1/'])(
    'claims nothing from a listing of %s that breaks off',
    async prefix => {
      const store = new MemoryStore(chain().blobs());
      store.faults.list = (options, page) =>
        options.prefix === prefix && (page > 0 || !options.startFrom)
          ? new BlobStoreError('unavailable', 'the connection broke')
          : undefined;
      expect(await read(store)).toMatchObject({
        verdict: 'unknown',
        partial: true,
        newestRestorePoint: null,
        rpoSeconds: null,
        windows: [],
      });
    },
  );
});

describe('what only the contents tell', () => {
  const folder = `backup/acme/${FULL}`;
  const wholeStore = () => new MemoryStore(chain().blobs());
  const request = (
    store: MemoryStore,
    depth: 'metadata' | 'content',
    memory?: unknown,
  ) => ({
    store,
    location: { format: 'pgbackrest', prefix: '', name: 'acme' } as const,
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 },
    now: PgBackRestRepository.time(NOW),
    depth,
    memory,
  });

  it.each<[string, (store: MemoryStore) => void, string]>([
    [
      'other bytes in a file of the backup',
      store =>
        store.put({
          ...store.blob(`${folder}/${DATA.name}`)!,
          content: 'cataloguf',
        }),
      `critical base-corrupt ${FULL}`,
    ],
    [
      'other bytes in a WAL segment, its length and first page as they were',
      store => {
        const newest = store
          .names()
          .findLast(name => name.startsWith('archive/acme/15-1/0'))!;
        const blob = store.blob(newest)!;
        const content = gunzipSync(contentOf(blob));
        content[5000] ^= 1;
        store.put({ ...blob, content: gzipSync(content) });
      },
      'critical wal-corrupt 00000001000000010000004B',
    ],
  ])(
    '%s: said by the reading that looks at them, and by every one after it',
    async (_, damage, said) => {
      const store = wholeStore();
      damage(store);
      const reader = new PgBackRestReader();
      const saidBy = ({ report }: RepositoryReading) =>
        report.findings.map(
          ({ severity, code, subject }) => `${severity} ${code} ${subject}`,
        );
      const names = await reader.read(request(store, 'metadata'));
      expect(names.report.verdict).toBe('ok');
      let reading = await reader.read(request(store, 'content', names.memory));
      expect(saidBy(reading)).toContain(said);
      for (const depth of ['metadata', 'content', 'metadata'] as const) {
        reading = await reader.read(
          request(store, depth, JSON.parse(JSON.stringify(reading.memory))),
        );
        expect(saidBy(reading)).toContain(said);
      }
    },
  );
});
