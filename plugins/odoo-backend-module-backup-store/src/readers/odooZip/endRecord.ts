import { BlobItem, BlobStore } from '../../store';
import { MalformedBackup } from '../bytes';

/** Signatures and layouts: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16. */
const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const MAX_COMMENT_BYTES = 0xffff;
const TAIL_BYTES = END_BYTES + MAX_COMMENT_BYTES + LOCATOR64_BYTES;

/** Where a zip file keeps its directory. */
export interface EndRecord {
  entries: number;
  directoryOffset: number;
  directoryBytes: number;
}

export async function readEndRecord(
  store: BlobStore,
  blob: BlobItem,
  signal?: AbortSignal,
): Promise<EndRecord> {
  const range = { last: Math.min(TAIL_BYTES, blob.size) };
  const options = { range, maxBytes: TAIL_BYTES, signal };
  const tail = await store.read(blob.name, options);
  if (tail.length !== range.last) {
    throw new MalformedBackup(
      'lying-length',
      `holds ${tail.length} bytes although the store lists ${blob.size}`,
    );
  }
  const at = endOf(tail);
  if (at < 0) {
    throw new MalformedBackup(
      'truncated',
      'has no directory at its end (no end-of-central-directory record): it was cut, or it is no zip file',
    );
  }
  const end = tail.subarray(at);
  const tailStart = blob.size - tail.length;
  const locator = tail.subarray(Math.max(0, at - LOCATOR64_BYTES), at);
  const is64 =
    locator.length === LOCATOR64_BYTES && locator.readUInt32LE(0) === LOCATOR64;
  const record = is64
    ? await read64(store, blob.name, locator, signal)
    : {
        entries: end.readUInt16LE(10),
        directoryBytes: end.readUInt32LE(12),
        directoryOffset: end.readUInt32LE(16),
      };
  // The directory ends where its end records begin; else the size is a lie or bytes were lost.
  const between =
    tailStart + at - record.directoryOffset - record.directoryBytes;
  if (is64 ? between < END64_BYTES + LOCATOR64_BYTES : between !== 0) {
    throw new MalformedBackup(
      'malformed',
      'has no directory where its end says',
    );
  }
  return record;
}

/** The record whose comment reaches exactly to the end of the file. */
function endOf(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (
      tail.readUInt32LE(at) === END &&
      at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length
    ) {
      return at;
    }
  }
  return -1;
}

async function read64(
  store: BlobStore,
  name: string,
  locator: Buffer,
  signal?: AbortSignal,
): Promise<EndRecord> {
  const range = { offset: safe(locator, 8), length: END64_BYTES };
  const record = await store.read(name, {
    range,
    maxBytes: END64_BYTES,
    signal,
  });
  if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64) {
    throw new MalformedBackup('malformed', 'has no zip64 record where it says');
  }
  return {
    entries: safe(record, 32),
    directoryBytes: safe(record, 40),
    directoryOffset: safe(record, 48),
  };
}

/** A 64 bit number that a file of this world can have. */
export function safe(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new MalformedBackup('malformed', `names an offset of ${value} bytes`);
  }
  return Number(value);
}
