import { Transform } from 'node:stream';
import { createInflate, createZstdDecompress } from 'node:zlib';
import { ByteCursor, decompressed, MalformedBackup } from '../bytes';
import { ArchiveHeader, Compression } from './archiveHeader';

const DATA = 1;
const LARGE_OBJECTS = 3;

/** Node.js has no lz4, and zstd since 22.15 only: of those the blocks are counted and not opened. */
const DECOMPRESSORS: Partial<Record<Compression, () => Transform>> = {
  gzip: createInflate,
  zstd: createZstdDecompress,
};

/**
 * Walks the data of an archive to its end and opens what is compressed.
 *
 * Source: _skipData, _skipLOs and _readBlockHeader in PostgreSQL's src/bin/pg_dump/pg_backup_custom.c
 *
 * @returns the dump ids whose data was found whole
 */
export async function readData(
  cursor: ByteCursor,
  header: ArchiveHeader,
): Promise<Set<number>> {
  const { integers } = header;
  const found = new Set<number>();
  while (!(await cursor.atEnd())) {
    const [type] = await cursor.take(1);
    const dumpId = await integers.next();
    if (type === DATA) await readItem(cursor, header);
    else if (type === LARGE_OBJECTS) {
      while ((await integers.next()) !== 0) await readItem(cursor, header);
    } else {
      throw new MalformedBackup(
        'corrupt',
        `has a block of an unknown kind (${type}) before byte ${cursor.position}`,
      );
    }
    found.add(dumpId);
  }
  return found;
}

/** The data of one table or large object: pieces with their lengths, ended by a length of 0. */
async function readItem(
  cursor: ByteCursor,
  { integers, compression }: ArchiveHeader,
): Promise<void> {
  const first = await integers.next();
  if (first === 0) return;
  async function* pieces() {
    for (let length = first; length !== 0; length = await integers.next()) {
      if (length < 0) {
        throw new MalformedBackup('corrupt', 'has a block of negative length');
      }
      yield* cursor.chunks(length);
    }
  }
  const decompressor = DECOMPRESSORS[compression]?.();
  const content = decompressor
    ? decompressed(pieces(), decompressor)
    : pieces();
  let done: boolean | undefined = false;
  while (!done) ({ done } = await content.next());
}
