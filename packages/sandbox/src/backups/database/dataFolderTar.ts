import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pack } from 'tar-stream';

const compress = promisify(gzip);

/** Folders whose contents a restored server makes anew. Source: PostgreSQL, src/backend/backup/basebackup.c. */
const EMPTIED = new Set([
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'global/pg_control',
]);

/** Python's tarfile, which Barman uses, fills archives up to whole records of this size. */
const RECORD_BYTES = 10_240;

interface Entry {
  name: string;
  directory: boolean;
}

async function entriesOf(root: string, folder = ''): Promise<Entry[]> {
  const names = (await readdir(join(root, folder))).sort();
  const entries: Entry[] = [];
  for (const each of names) {
    const name = folder ? `${folder}/${each}` : each;
    if (LEFT_OUT.has(name) || each.startsWith('pgsql_tmp')) continue;
    const directory = (await lstat(join(root, name))).isDirectory();
    entries.push({ name, directory });
    if (directory && !EMPTIED.has(name)) {
      entries.push(...(await entriesOf(root, name)));
    }
  }
  return entries;
}

/**
 * The data folder of a server in backup mode as `data.tar.gz`, with the label that ends that mode. The control
 * file is read last, so that it names no checkpoint later than the files.
 */
export async function dataFolderTar(
  root: string,
  stopBackup: () => Promise<string>,
): Promise<{ gzip: Buffer; bytes: number }> {
  const tar = pack();
  const written = buffer(tar);
  const owner = { uname: 'postgres', gname: 'postgres', mtime: new Date() };
  let bytes = 0;
  const file = (name: string, content: Buffer | string) => {
    bytes += content.length;
    tar.entry({ name, mode: 0o600, ...owner }, content);
  };
  for (const { name, directory } of await entriesOf(root)) {
    if (directory) {
      tar.entry({ name, type: 'directory', mode: 0o700, ...owner });
    } else {
      file(name, await readFile(join(root, name)));
    }
  }
  file('global/pg_control', await readFile(join(root, 'global/pg_control')));
  file('backup_label', await stopBackup());
  tar.finalize();
  const archive = await written;
  const rest = (RECORD_BYTES - (archive.length % RECORD_BYTES)) % RECORD_BYTES;
  const whole = Buffer.concat([archive, Buffer.alloc(rest)]);
  return { gzip: await compress(whole, { level: 1 }), bytes };
}
