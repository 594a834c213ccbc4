import { BlobStore } from '../../../store';
import {
  decompressHead,
  headBytesOf,
  isSegmentSize,
  parseArchiveName,
  parseLsn,
  parseWalHeader,
  WAL_HEADER_BYTES,
} from '../../../wal';
import { BackupRecord } from '../info/infoFiles';

const MIB = 1024 * 1024;
const SIZES = Array.from({ length: 11 }, (_, power) => 2 ** power * MIB);

/**
 * The repository stores the size of a WAL segment nowhere, and yet almost every backup tells it: of a position in the
 * log and the segment that holds it only one size can be true, unless the segment is the first of its 4 GiB. Else a
 * segment tells it.
 *
 * @param root - where the archive lies
 * @returns undefined when nobody tells, or two contradict each other
 */
export async function segmentBytesOf(
  store: BlobStore,
  root: string,
  records: readonly BackupRecord[],
  signal?: AbortSignal,
): Promise<number | undefined> {
  const known = records.flatMap(({ wal }) =>
    wal
      ? [
          { segment: wal.start, lsn: wal.startLsn },
          { segment: wal.stop, lsn: wal.stopLsn },
        ]
      : [],
  );
  const possible = SIZES.filter(size =>
    known.every(({ segment, lsn }) => fits(size, segment, lsn)),
  );
  if (possible.length === 1) return possible[0];
  const [first] = known;
  const told = first && (await headerSize(store, root, first.segment, signal));
  return told !== undefined && possible.includes(told) ? told : undefined;
}

/** Between two segments a position belongs to either: pg_walfile_name() gave the former before PostgreSQL 17. */
function fits(size: number, segment: string, lsn: string | null): boolean {
  const position = lsn === null ? undefined : parseLsn(lsn);
  if (!position) return true;
  const [high, low] = [segment.slice(8, 16), segment.slice(16)];
  return [position, position - 1n].some(
    byte =>
      byte / 2n ** 32n === BigInt(`0x${high}`) &&
      (byte % 2n ** 32n) / BigInt(size) === BigInt(`0x${low}`),
  );
}

async function headerSize(
  store: BlobStore,
  root: string,
  segment: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const prefix = `${root}${segment.slice(0, 16)}/${segment}-`;
  for await (const { blobs } of store.list({ prefix, pageSize: 10, signal })) {
    for (const { name } of blobs) {
      const file = parseArchiveName(name.slice(name.lastIndexOf('/') + 1));
      if (file?.kind !== 'segment') continue;
      const length = headBytesOf(file.extension);
      const stored = await store.read(name, {
        range: { offset: 0, length },
        maxBytes: length,
        signal,
      });
      const head = await decompressHead(
        stored,
        file.extension,
        WAL_HEADER_BYTES,
      );
      const bytes = head && parseWalHeader(head)?.segmentBytes;
      return bytes && isSegmentSize(bytes) ? bytes : undefined;
    }
    return undefined;
  }
  return undefined;
}

/**
 * By names alone, for what is encrypted: the segments of 4 GiB of log are numbered from 0, so that a number tells how
 * many there are at least; the usual size where it tells no more.
 */
export function segmentBytesByNames(highestInFolder: number): number {
  const bytes = 2 ** (32 - Math.ceil(Math.log2(highestInFolder + 1)));
  return isSegmentSize(bytes) ? Math.min(bytes, 16 * MIB) : 16 * MIB;
}
