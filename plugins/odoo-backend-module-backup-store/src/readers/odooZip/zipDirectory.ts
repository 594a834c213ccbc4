import { ByteCursor, MalformedBackup } from '../bytes';
import { EndRecord, safe } from './endRecord';

/** PKWARE APPNOTE 6.3.10, section 4.3.12. */
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const EXTRA64 = 0x0001;
const FULL32 = 0xffffffff;

export interface ZipEntry {
  name: string;
  /** 0: stored; 8: deflated. */
  method: number;
  encrypted: boolean;
  crc: number;
  compressedSize: number;
  size: number;
  /** Of its local header. */
  offset: number;
}

/** The entries of a directory as it comes; the end of the bytes and their count have to agree. */
export async function* readDirectory(
  cursor: ByteCursor,
  { entries, directoryOffset, directoryBytes }: EndRecord,
): AsyncGenerator<ZipEntry> {
  const end = directoryOffset + directoryBytes;
  let count = 0;
  while (cursor.position < end) {
    yield await readEntry(cursor);
    count += 1;
  }
  // The 16 bits of a small directory wrap around in files of old tools.
  if (cursor.position !== end || count % 0x10000 !== entries % 0x10000) {
    throw new MalformedBackup(
      'malformed',
      `has a directory of ${count} files that announces ${entries}`,
    );
  }
}

async function readEntry(cursor: ByteCursor): Promise<ZipEntry> {
  const head = await cursor.take(ENTRY_BYTES);
  if (head.readUInt32LE(0) !== ENTRY) {
    throw new MalformedBackup('malformed', 'has a damaged directory');
  }
  const name = await cursor.take(head.readUInt16LE(28));
  const extra = await cursor.take(head.readUInt16LE(30));
  await cursor.skip(head.readUInt16LE(32));
  const flags = head.readUInt16LE(8);
  const large = sizes64(extra);
  const next = (at: number) => {
    const value = head.readUInt32LE(at);
    return value === FULL32 ? large.next().value ?? value : value;
  };
  // The order in which the extra field holds them.
  const size = next(24);
  const compressedSize = next(20);
  const offset = next(42);
  return {
    name: name.toString('utf8'),
    method: head.readUInt16LE(10),
    encrypted: (flags & 1) !== 0,
    crc: head.readUInt32LE(16),
    compressedSize,
    size,
    offset,
  };
}

/** The 64 bit numbers of an entry. */
function* sizes64(extra: Buffer): Generator<number, undefined> {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    if (id === EXTRA64) {
      for (let field = at + 4; field + 8 <= end; field += 8) {
        yield safe(extra, field);
      }
    }
    at = end;
  }
  return undefined;
}
