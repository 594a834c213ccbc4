import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  describeFixtures,
  loadFixture,
  MemoryStore,
} from '../../__testUtils__';
import { pgDumpReader } from '.';

const lastModified = new Date('2026-11-21T01:05:00Z');
const PLAIN = [
  '--\n-- PostgreSQL database dump\n--\n',
  'CREATE TABLE sale_order (id integer);',
  'COPY public.sale_order (id) FROM stdin;\n1\n\\.\n',
  '\n--\n-- PostgreSQL database dump complete\n--\n',
].join('\n');

async function read(name: string, content: string | Buffer, size?: number) {
  const store = new MemoryStore([{ name, lastModified, content, size }]);
  const [location] = pgDumpReader.locate([{ name }]);
  const { report } = await pgDumpReader.read({
    store,
    location,
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 },
    now: new Date('2026-11-21T12:00:00Z'),
    depth: 'metadata',
  });
  return { verdict: report.verdict, codes: report.findings.map(f => f.code) };
}

/** Members of a gzip file follow each other: 300 MB of nothing. */
const BOMB = Buffer.concat(
  Array(10).fill(gzipSync(Buffer.alloc(30 * 1024 ** 2), { level: 9 })),
);

/** The beginning of an archive: version, sizes of numbers, format, and what follows. */
const archive = (head: number[], ...rest: Buffer[]) =>
  Buffer.concat([Buffer.from('PGDMP'), Buffer.from(head), ...rest]);
const HEAD = [1, 14, 0, 4, 8, 1];
const int = (value: number) => {
  const bytes = Buffer.alloc(5);
  bytes[0] = value < 0 ? 1 : 0;
  bytes.writeUInt32LE(Math.abs(value), 1);
  return bytes;
};
const TIME = [0, 5, 1, 21, 10, 126, 0].map(int);
const text = (value: string) =>
  Buffer.concat([int(value.length), Buffer.from(value)]);
const header = [int(0), ...TIME, text('acme'), text('15.20'), text('15.20')];

it.each<[string, string, string | Buffer, string, string[]]>([
  ['a plain dump', 'acme.sql', PLAIN, 'ok', []],
  ['a gzipped dump', 'acme.sql.gz', gzipSync(PLAIN), 'ok', []],
  [
    'a dump compressed with zstd',
    'acme.sql.zst',
    zstdCompressSync(PLAIN),
    'ok',
    [],
  ],
  [
    'an archive without data',
    'acme.dump',
    archive(HEAD, ...header, int(0)),
    'critical',
    ['schema-only'],
  ],
  [
    'a page that tells of an error',
    'acme.dump',
    '<!DOCTYPE html><h1>504</h1>',
    'critical',
    ['html-page'],
  ],
  ['a zip file', 'acme.dump', 'PK\u0003\u0004', 'critical', ['not-a-dump']],
  [
    'a plain dump that was cut',
    'acme.sql',
    PLAIN.slice(0, -20),
    'critical',
    ['dump-incomplete'],
  ],
  [
    'a gzipped dump that was cut',
    'acme.sql.gz',
    gzipSync(PLAIN).subarray(0, -9),
    'critical',
    ['corrupt'],
  ],
  [
    'a gzipped dump that was cut before',
    'acme.sql.gz',
    gzipSync(PLAIN.slice(0, -20)),
    'critical',
    ['dump-incomplete'],
  ],
  ['a bomb', 'acme.sql.gz', BOMB, 'critical', ['zip-bomb']],
  ['an encrypted dump', 'acme.sql.gz.gpg', 'x', 'unknown', ['encrypted']],
  [
    'a dump that cannot be opened',
    'acme.sql.xz',
    Buffer.from('fd377a585a000000', 'hex'),
    'unknown',
    ['not-opened'],
  ],
  [
    'an archive of another format',
    'acme.dump',
    archive([1, 14, 0, 4, 8, 3]),
    'critical',
    ['malformed'],
  ],
  [
    'an archive of numbers of 200 bytes',
    'acme.dump',
    archive([1, 14, 0, 200, 8, 1]),
    'critical',
    ['malformed'],
  ],
  [
    'an archive of the future',
    'acme.dump',
    archive([1, 99, 0, 4, 8, 1]),
    'critical',
    ['malformed'],
  ],
  [
    'a name of 2 GB',
    'acme.dump',
    archive(HEAD, int(0), ...TIME, int(2 ** 31)),
    'critical',
    ['malformed'],
  ],
  [
    'a table of contents of 4 billion',
    'acme.dump',
    archive(HEAD, ...header, int(2 ** 32 - 1)),
    'critical',
    ['malformed'],
  ],
  [
    'an archive that ends in its header',
    'acme.dump',
    archive(HEAD, ...header),
    'critical',
    ['truncated'],
  ],
  [
    'a block of an unknown kind',
    'acme.dump',
    archive(HEAD, ...header, int(0), Buffer.from([7]), int(1)),
    'critical',
    ['corrupt'],
  ],
  [
    'a block of 4 GB',
    'acme.dump',
    archive(
      HEAD,
      ...header,
      int(0),
      Buffer.from([1]),
      int(1),
      int(2 ** 32 - 1),
    ),
    'critical',
    ['truncated'],
  ],
])(
  '%s',
  async (_, name, content, verdict, expected) => {
    const { verdict: found, codes } = await read(name, content);
    expect(found).toBe(verdict);
    expect(codes).toEqual(expect.arrayContaining(expected));
    expect(codes.length > 0).toBe(verdict !== 'ok');
  },
  20_000,
);

describeFixtures('an archive that ends between two tables', () => {
  it('misses the data of those that do not follow', async () => {
    const { store } = loadFixture('pgdump', 'healthy');
    const name = store.names().at(-1)!;
    const whole = await store.read(name, { maxBytes: 1e6 });
    // The last item of data, of which nothing is left: its block begins with kind and id.
    const end = Buffer.concat([int(0)]);
    const last = whole.lastIndexOf(end, whole.length - 6) + end.length;
    const { verdict, codes } = await read('acme.dump', whole.subarray(0, last));
    expect([verdict, codes]).toEqual([
      'critical',
      ['truncated', 'no-usable-backup'],
    ]);
  });
});

it('that is listed longer than it is has lost its end', async () => {
  const { verdict, codes } = await read('acme.sql', PLAIN, PLAIN.length + 7);
  expect([verdict, codes]).toEqual([
    'critical',
    ['lying-length', 'no-usable-backup'],
  ]);
});

describeFixtures('an archive with a changed byte', () => {
  it.each([0.7, 0.8, 0.9])('at %s of its length', async part => {
    const { store } = loadFixture('pgdump', 'healthy');
    const content = Buffer.from(
      await store.read(store.names().at(-1)!, { maxBytes: 1e6 }),
    );
    content[Math.floor(content.length * part)] ^= 1;
    expect((await read('acme.dump', content)).verdict).toBe('critical');
  });
});
