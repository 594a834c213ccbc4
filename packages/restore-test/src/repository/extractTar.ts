import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Header, extract } from 'tar-stream';
import { TestFailure } from '../failure';

/**
 * Unpacks a base backup as it streams in. The archive is input from outside: nothing in it can write
 * beyond `target`, and no link or device is ever made.
 * @returns bytes written
 */
export async function extractTar(
  archive: NodeJS.ReadableStream,
  unpacker: Transform,
  target: string,
): Promise<number> {
  const entries = extract();
  let bytes = 0;
  const unpack = async () => {
    for await (const entry of entries) {
      const path = destinationOf(entry.header, target);
      if (path && entry.header.type === 'file') {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await pipeline(
          Readable.from(entry),
          createWriteStream(path, { mode: 0o600 }),
        );
        bytes += entry.header.size ?? 0;
      } else {
        if (path) await mkdir(path, { recursive: true, mode: 0o700 });
        entry.resume();
      }
    }
  };
  await Promise.all([pipeline(archive, unpacker, entries), unpack()]);
  return bytes;
}

const isWithin = (path: string, target: string) =>
  path === target || path.startsWith(target + sep);

/** Undefined: nothing to be made. */
function destinationOf(header: Header, target: string): string | undefined {
  const { name, type } = header;
  const path = resolve(target, name);
  if (name.startsWith('/') || name.includes('\0') || !isWithin(path, target)) {
    throw new TestFailure(
      `The base backup holds the path ${JSON.stringify(
        name,
      )}, which leads out of the data directory`,
    );
  }
  if (type === 'file' || type === 'directory') return path;
  // With WAL on a volume of its own, pg_wal is a link to a place that does not exist here.
  if (type === 'symlink' && path === join(target, 'pg_wal')) return undefined;
  throw new TestFailure(
    `The base backup holds ${JSON.stringify(
      name,
    )}, a ${type}: only files and folders are restored`,
  );
}
