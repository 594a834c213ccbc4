import { randomBytes } from 'node:crypto';
import { MemoryBlob, MemoryStore } from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { dumpOf, ZipFile, zipOf } from './__testUtils__/zipOf';
import { odooZipReader } from '.';

const NAME = 'acme_2026-11-21_01-00-00.zip';
const SHA1 = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d';
const FILE = `${SHA1.slice(0, 2)}/${SHA1}`;

const manifest = (db_name = 'acme') => ({
  name: 'manifest.json',
  content: JSON.stringify({ db_name }),
});
const dump = (content = dumpOf(FILE)) => ({ name: 'dump.sql', content });
const attachment = { name: `filestore/${FILE}`, content: 'hello' };
const whole = zipOf(dump(), manifest(), attachment);

async function read(blob: Partial<MemoryBlob>, store?: MemoryStore) {
  const lastModified = new Date('2026-11-21T01:00:00Z');
  const blobs = [{ name: NAME, lastModified, ...blob }];
  const { report } = await odooZipReader.read({
    store: store ?? new MemoryStore(blobs),
    location: { format: 'odoo-zip', prefix: '', name: 'acme' },
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 },
    now: new Date('2026-11-21T12:00:00Z'),
    depth: 'metadata',
  });
  return report;
}

it('calls a whole backup ok', async () => {
  expect(await read({ content: whole })).toMatchObject({
    verdict: 'ok',
    findings: [],
  });
});

const zip = (...files: ZipFile[]) => ({ content: zipOf(...files) });
const large = zipOf(dump(), manifest(), attachment, {
  name: 'x',
  content: randomBytes(100_000),
});
const bomb = Buffer.alloc(300 * 1024 * 1024);

it.each<[string, Partial<MemoryBlob>, string, string]>([
  [
    'a page that tells of an error',
    { content: '<html>502' },
    'critical',
    'truncated',
  ],
  ['nothing', { content: '' }, 'critical', 'empty-file'],
  [
    'a name that leads out',
    zip(dump(), manifest(), attachment, { name: '../../etc/cron.d/x' }),
    'critical',
    'hostile-name',
  ],
  [
    'an absolute name',
    zip(dump(), manifest(), attachment, { name: '/etc/passwd' }),
    'critical',
    'hostile-name',
  ],
  [
    'a drive',
    zip(dump(), manifest(), attachment, { name: 'C:\\x' }),
    'critical',
    'hostile-name',
  ],
  [
    'the dump twice',
    zip(dump(), dump(), manifest(), attachment),
    'critical',
    'duplicate-name',
  ],
  ['no dump', zip(manifest(), attachment), 'critical', 'no-dump'],
  [
    'a dump that is none',
    zip(dump('hello'), manifest(), attachment),
    'critical',
    'not-a-dump',
  ],
  [
    'a dump that was cut',
    zip(dump(dumpOf(FILE).slice(0, -60)), manifest(), attachment),
    'critical',
    'dump-incomplete',
  ],
  [
    'a dump without its files',
    zip(dump(), manifest()),
    'critical',
    'filestore-missing',
  ],
  [
    'a bomb',
    zip(dump(), manifest(), { name: 'filestore/x', content: bomb }),
    'critical',
    'zip-bomb',
  ],
  [
    'a dump that claims 2 GB',
    zip({ ...dump(), claims: { size: 2 ** 31 } }, manifest(), attachment),
    'critical',
    'zip-bomb',
  ],
  [
    'a dump that is another than it was',
    zip({ ...dump(), claims: { crc: 1 } }, manifest(), attachment),
    'critical',
    'corrupt',
  ],
  [
    'a dump that claims a byte less',
    zip({ ...dump(), claims: { size: 5 } }, manifest(), attachment),
    'critical',
    'corrupt',
  ],
  [
    'files that share their bytes',
    zip(dump(), manifest(), attachment, {
      name: 'again',
      claims: { compressedSize: 1e6 },
    }),
    'critical',
    'malformed',
  ],
  [
    'a file outside',
    zip({ ...dump(), claims: { offset: 0xfffffff0 } }, manifest(), attachment),
    'critical',
    'truncated',
  ],
  [
    'a manifest of 2 GB',
    zip(dump(), { ...manifest(), claims: { size: 2 ** 31 - 1 } }, attachment),
    'critical',
    'zip-bomb',
  ],
  [
    'a manifest of 2 MB',
    zip(
      dump(),
      { name: 'manifest.json', content: 'x'.repeat(2e6) },
      attachment,
    ),
    'degraded',
    'manifest',
  ],
  [
    'another database',
    zip(dump(), manifest('other'), attachment),
    'degraded',
    'other-name',
  ],
  ['a lying length', { content: whole, size: 5e9 }, 'critical', 'lying-length'],
  [
    'less than was listed',
    { content: whole, size: whole.length + 7 },
    'critical',
    'lying-length',
  ],
  [
    'less than was listed of a large file',
    { content: large, size: large.length + 7 },
    'critical',
    'malformed',
  ],
  [
    'a time to come',
    {
      content: whole,
      name: 'acme_2027-01-01_00-00-00.zip',
      lastModified: new Date('2027-01-01'),
    },
    'unknown',
    'clock-skew',
  ],
])(
  '%s',
  async (_, blob, verdict, code) => {
    const report = await read(blob);
    expect(report.verdict).toBe(verdict);
    expect(report.findings.map(finding => finding.code)).toContain(code);
  },
  20_000,
);

describe('what the store refuses', () => {
  const lastModified = new Date('2026-11-21T01:00:00Z');
  const refusal = new BlobStoreError('throttled', 'ask later');

  it('makes nothing of half a listing', async () => {
    const store = new MemoryStore([
      { name: NAME, lastModified, content: whole },
    ]);
    store.faults.list = () => refusal;
    expect(await read({}, store)).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestRestorePoint: null,
    });
  });

  it('never calls a backup good that it could not read', async () => {
    const store = new MemoryStore([
      { name: NAME, lastModified, content: whole },
    ]);
    store.faults.read = () => refusal;
    expect(await read({}, store)).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestUsableBackup: null,
    });
  });
});
