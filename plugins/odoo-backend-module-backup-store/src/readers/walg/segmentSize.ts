import { BlobStore } from '../../store';
import {
  decompressHead,
  headBytesOf,
  isSegmentSize,
  parseArchiveName,
  parseSegmentName,
  parseWalHeader,
  segmentOfLsn,
  WAL_HEADER_BYTES,
} from '../../wal';

const SIZES = Array.from({ length: 11 }, (_, power) => 2 ** (20 + power));
const USUAL_SIZE = 16 * 1024 * 1024;

/** Where a backup starts, in both ways in which its files tell it. */
export interface BackupStart {
  segment: string;
  lsn: bigint;
}

/**
 * WAL-G writes the size of a segment nowhere; the name of a backup has the number of the segment that its start
 * position lies in. Only the first segment of 4 GiB fits to several sizes.
 *
 * @returns those that most backups agree on
 */
export function possibleSizes(starts: readonly BackupStart[]): number[] {
  const votes = SIZES.map(bytes => ({
    bytes,
    count: starts.filter(
      ({ segment, lsn }) =>
        parseSegmentName(segment, bytes)?.number === segmentOfLsn(lsn, bytes),
    ).length,
  }));
  const most = Math.max(1, ...votes.map(({ count }) => count));
  return votes.flatMap(({ bytes, count }) => (count === most ? [bytes] : []));
}

/**
 * Where names leave it open, the segment itself tells; where that one cannot be read, the size is the usual one.
 *
 * @throws BlobStoreError
 */
export async function segmentSizeOf(
  store: BlobStore,
  root: string,
  starts: readonly BackupStart[],
  signal?: AbortSignal,
): Promise<number | undefined> {
  const possible = possibleSizes(starts);
  if (possible.length <= 1) return possible[0];
  const written = await writtenSize(
    store,
    root,
    starts[starts.length - 1].segment,
    signal,
  );
  if (written && possible.includes(written)) return written;
  return possible.includes(USUAL_SIZE) ? USUAL_SIZE : possible[0];
}

async function writtenSize(
  store: BlobStore,
  root: string,
  segment: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const prefix = `${root}${segment}`;
  for await (const { blobs } of store.list({ prefix, pageSize: 10, signal })) {
    for (const { name } of blobs) {
      const file = parseArchiveName(name.slice(root.length));
      if (file?.kind !== 'segment') continue;
      const length = headBytesOf(file.extension);
      const range = { offset: 0, length };
      const stored = await store.read(name, {
        range,
        maxBytes: length,
        signal,
      });
      const head = await decompressHead(
        stored,
        file.extension,
        WAL_HEADER_BYTES,
      );
      const size = head && parseWalHeader(head)?.segmentBytes;
      return size && isSegmentSize(size) ? size : undefined;
    }
    break;
  }
  return undefined;
}
