import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { Header, pack } from 'tar-stream';
import { extractTar } from './extractTar';

type Entry = Partial<Header> & { name: string };

describe('extractTar', () => {
  let folder: string;
  let target: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tar-'));
    target = join(folder, 'data');
  });

  afterEach(() => rm(folder, { recursive: true }));

  function extract(entries: readonly Entry[]): Promise<number> {
    const tar = pack();
    for (const entry of entries) {
      const isFile = (entry.type ?? 'file') === 'file';
      if (isFile) tar.entry(entry, 'content');
      else tar.entry(entry);
    }
    tar.finalize();
    return extractTar(Readable.from(tar), new PassThrough(), target);
  }

  const inFolder = () => readdir(folder, { recursive: true });

  it('brings back files and folders as Barman names them, and answers their bytes', async () => {
    const long = `pg_wal/${'x'.repeat(90)}/${'y'.repeat(90)}`;
    await expect(
      extract([
        { name: './PG_VERSION' },
        { name: 'global/', type: 'directory' },
        { name: 'global/pg_control' },
        { name: long },
      ]),
    ).resolves.toBe(3 * 'content'.length);
    expect(await readFile(join(target, long), 'utf8')).toBe('content');
    expect(await readdir(target)).toEqual(
      expect.arrayContaining(['PG_VERSION', 'global']),
    );
  });

  it('leaves out the link to a volume for WAL, which does not exist here', async () => {
    await extract([
      { name: 'pg_wal', type: 'symlink', linkname: '/var/lib/wal' },
      { name: 'PG_VERSION' },
    ]);
    expect(await readdir(target)).toEqual(['PG_VERSION']);
  });

  it.each<[string, Entry]>([
    ['an absolute path', { name: '/tmp/planted' }],
    ['a path that climbs', { name: 'global/../../planted' }],
    ['a sibling of the same beginning', { name: '../data-planted' }],
    ['a link out', { name: 'base', type: 'symlink', linkname: '/etc' }],
    ['a link within', { name: 'a', type: 'symlink', linkname: 'b' }],
    ['a hard link', { name: 'shadow', type: 'link', linkname: '/etc/shadow' }],
    ['a device', { name: 'disk', type: 'block-device', devmajor: 8 }],
    ['a pipe', { name: 'pipe', type: 'fifo' }],
  ])('refuses %s and plants nothing', async (_, entry) => {
    await expect(
      extract([entry, { name: `${entry.name}/planted` }]),
    ).rejects.toThrow(/^The base backup holds "?/);
    expect((await inFolder()).filter(name => name !== 'data')).toEqual([]);
  });
});
