import { crc32, createInflateRaw } from 'node:zlib';
import { ByteCursor, decompressed, MalformedBackup } from '../bytes';
import { ZipEntry } from './zipDirectory';

/** PKWARE APPNOTE 6.3.10, section 4.3.7. */
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** With a name and an extra field of the greatest length. */
export const MAX_HEADER_BYTES = LOCAL_BYTES + 2 * 0xffff;

/**
 * The content of an entry, whose header is next. Length and checksum are compared here, because inflating does
 * neither; nothing may be concluded before this has ended.
 */
export async function* readContent(
  cursor: ByteCursor,
  entry: ZipEntry,
): AsyncGenerator<Buffer> {
  await skipHeader(cursor, entry);
  const stored = cursor.chunks(entry.compressedSize);
  const content =
    entry.method === 0 ? stored : decompressed(stored, createInflateRaw());
  let size = 0;
  let crc = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > entry.size) break;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size || crc !== entry.crc) {
    throw new MalformedBackup(
      'corrupt',
      `holds a damaged ${entry.name} (${
        size === entry.size ? 'wrong checksum' : 'wrong length'
      })`,
    );
  }
}

async function skipHeader(cursor: ByteCursor, entry: ZipEntry): Promise<void> {
  const head = await cursor.take(LOCAL_BYTES);
  const name =
    head.readUInt32LE(0) === LOCAL
      ? await cursor.take(head.readUInt16LE(26))
      : undefined;
  // Another name here than in the directory: two programs would unpack two different backups.
  if (
    name?.toString('utf8') !== entry.name ||
    head.readUInt16LE(8) !== entry.method
  ) {
    throw new MalformedBackup(
      'corrupt',
      `has no ${entry.name} where its directory says`,
    );
  }
  await cursor.skip(head.readUInt16LE(28));
}
