import {
  MemoryStore,
  PgBackRestRepository,
  signedIni,
} from '../../__testUtils__';
import { ReadRequest } from '../BackupReader';
import { PgBackRestReader } from './PgBackRestReader';

const FULL = '20261120-000100F';
const WAL = 100_000;
const MINUTES = (WAL - 1) * 10 + 1;
const DATA = { name: 'pg_data/base/1/1259', stored: 'catalogue' };

const request = (
  store: MemoryStore,
  at: number,
  memory?: unknown,
): ReadRequest => ({
  store,
  location: { format: 'pgbackrest', prefix: '', name: 'acme' },
  targets: { rpoSeconds: 900, maxBackupAgeSeconds: 3 * 365 * 86_400 },
  now: PgBackRestRepository.time(at),
  depth: 'metadata',
  memory: memory === undefined ? undefined : JSON.parse(JSON.stringify(memory)),
});

describe('an archive of 100,000 segments', () => {
  const repository = () =>
    new PgBackRestRepository({
      segmentBytes: 16 * 1024 * 1024,
      withoutChecksums: true,
    }).wal(250, 250 + WAL - 1, 0);
  const newest = {
    at: (WAL - 200) * 10,
    start: 250 + WAL - 200,
    stop: 250 + WAL - 199,
  };

  it('takes three list calls to its newest restorable point, and three whenever something came', async () => {
    const made = repository()
      .backup({ label: FULL, at: 0, start: 250, stop: 251, files: [DATA] })
      .backup({ label: '20281001-000100F', ...newest, files: [DATA] });
    const store = new MemoryStore(made.blobs());
    const reader = new PgBackRestReader();

    const first = await reader.read(request(store, MINUTES));
    expect(store.usage.listCalls).toBeLessThanOrEqual(3);
    expect(first.report).toMatchObject({
      newestRestorePoint: PgBackRestRepository.time(MINUTES - 1).toISOString(),
      rpoSeconds: 60,
      verdict: 'ok',
    });

    let reading = first;
    let readings = 0;
    while (reading.pending) {
      expect(++readings).toBeLessThan(100);
      reading = await reader.read(request(store, MINUTES, reading.memory));
    }
    expect(reading.report).toMatchObject({ verdict: 'ok', findings: [] });
    expect(reading.report.earliestRestorePoint).toBe(
      PgBackRestRepository.time(1).toISOString(),
    );
    expect(JSON.stringify(reading.memory).length).toBeLessThan(4096);

    store.put(
      ...new PgBackRestRepository({
        segmentBytes: 16 * 1024 * 1024,
        withoutChecksums: true,
      })
        .wal(250 + WAL, 250 + WAL, MINUTES + 9)
        .blobs()
        .slice(0, 1),
    );
    store.usage.listCalls = 0;
    store.usage.bytesRead = 0;
    reading = await reader.read(request(store, MINUTES + 10, reading.memory));
    expect(store.usage.listCalls).toBeLessThanOrEqual(3);
    expect(store.usage.bytesRead).toBeLessThan(16 * 1024);
    expect(reading.report).toMatchObject({ verdict: 'ok', rpoSeconds: 60 });
  }, 60_000);
});

describe('files that nobody should read', () => {
  const chain = () =>
    new PgBackRestRepository()
      .wal(4090, 4171, 0)
      .backup({ label: FULL, at: 0, start: 4090, stop: 4091, files: [DATA] });
  const readIt = async (store: MemoryStore) =>
    (await new PgBackRestReader().read(request(store, 812))).report;

  it('does not begin with a manifest of 2 GB, and says that it did not', async () => {
    const store = new MemoryStore(chain().blobs());
    for (const copy of ['', '.copy']) {
      const blob = store.blob(`backup/acme/${FULL}/backup.manifest${copy}`)!;
      store.put({ ...blob, size: 2 ** 31 });
    }
    const before = store.usage.bytesRead;
    expect(await readIt(store)).toMatchObject({
      verdict: 'unknown',
      newestUsableBackup: null,
      newestRestorePoint: null,
      backups: [{ id: FULL, status: 'unknown' }],
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'manifest-too-large', subject: FULL }),
      ]),
    });
    expect(store.usage.bytesRead - before).toBeLessThan(10_000);
  });

  it('stops in a file of a million keys, and holds no list of them', async () => {
    const content = Buffer.from(`[backup:current]\n${'key=1\n'.repeat(1e6)}`);
    const store = new MemoryStore(chain().blobs());
    for (const copy of ['', '.copy']) {
      store.put({ ...store.blob(`backup/acme/backup.info${copy}`)!, content });
    }
    const report = await readIt(store);
    expect(report).toMatchObject({
      verdict: 'unknown',
      newestRestorePoint: null,
    });
    expect(report.findings).toEqual([
      expect.objectContaining({
        code: 'info-too-large',
        subject: 'backup/acme/backup.info',
      }),
    ]);
  });

  it.each<[string, string, object]>([
    [
      'an entry of another shape',
      '{"backup-type":"full"}',
      { subject: '20261120-010000F' },
    ],
    [
      'times beyond all calendars',
      '{"backup-timestamp-start":1e300}',
      { subject: '20261120-010000F' },
    ],
    ['a list', '[[[[[]]]]]', { subject: '20261120-010000F' }],
  ])(
    'goes on after %s, and calls the rest no longer ok',
    async (_, raw, finding) => {
      const store = new MemoryStore(chain().blobs());
      const blob = store.blob('backup/acme/backup.info')!;
      const text = String(blob.content);
      const [, line] = /^(20261120-000100F)=(.*)$/m.exec(text) ?? [];
      const entry = text.split('\n').find(each => each.startsWith(`${line}=`))!;
      const history = text.split('\n').find(each => each.startsWith('1={'))!;
      const content = signedIni([
        ['backrest', [['backrest-format', '5']]],
        [
          'backup:current',
          [
            ['20261120-010000F', raw],
            [FULL, entry.slice(FULL.length + 1)],
          ],
        ],
        ['db', [['db-id', '1']]],
        ['db:history', [['1', history.slice(2)]]],
      ]);
      store.put({ ...blob, content });
      const report = await readIt(store);
      expect(report).toMatchObject({
        verdict: 'unknown',
        newestUsableBackup: FULL,
      });
      expect(report.findings).toContainEqual(
        expect.objectContaining({ code: 'info-entry-garbled', ...finding }),
      );
    },
  );

  it('reads no file outside of the repository, whatever a manifest names', async () => {
    const outside = { name: '../../../secret', stored: 'x' };
    const store = new MemoryStore(
      chain()
        .backup({
          label: '20261120-060000F',
          at: 360,
          start: 4126,
          stop: 4127,
          files: [DATA],
          references: [{ label: FULL, file: outside }],
          needs: [FULL],
        })
        .put('secret', 'x', 0)
        .blobs(),
    );
    const asked: string[] = [];
    store.faults.read = name => {
      asked.push(name);
      return undefined;
    };
    const report = await readIt(store);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'base-incomplete',
        subject: '20261120-060000F',
      }),
    );
    expect(
      asked.filter(name => !/^(backup|archive)\/acme\//.test(name)),
    ).toEqual([]);
  });
});
