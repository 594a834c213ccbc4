import { createHash } from 'node:crypto';
import { BlobStore, BlobStoreError } from '../../store';
import {
  canDecompress,
  decompress,
  decompressHead,
  gzipLength,
  headBytesOf,
  parseArchiveName,
  parseWalHeader,
  segmentOfLsn,
  WAL_HEADER_BYTES,
} from '../format';
import { SampledSegment } from './SegmentSampler';

export interface SegmentExpectation {
  segmentBytes: number;
  /** null: whatever it says. */
  systemId: string | null;
  depth: 'metadata' | 'content';
  signal?: AbortSignal;
}

/**
 * `foreign`: written by another database system. `unread`: the store did not give it. `opaque`: its compression
 * cannot be opened here.
 */
export type SegmentVerdict =
  | { state: 'good'; systemId: string }
  /** Not even the compression is what the name says: damaged as a whole, or encrypted. */
  | { state: 'unrecognised'; why: string }
  | { state: 'corrupt' | 'foreign' | 'unread' | 'opaque'; why: string };

const CUT = {
  state: 'corrupt',
  why: 'it does not end where a segment ends',
} as const;

/** Whether a segment is what its name says: length and first page, or every byte of it. */
export async function verifySegment(
  store: BlobStore,
  sample: SampledSegment,
  expected: SegmentExpectation,
): Promise<SegmentVerdict> {
  const { extension } = sample;
  if (!canDecompress(extension, 'head')) {
    return { state: 'opaque', why: `${extension} cannot be opened here` };
  }
  try {
    const verdict = await judgeHeader(store, sample, expected);
    if (verdict.state !== 'good') return verdict;
    return (await wrongLength(store, sample, expected)) ?? verdict;
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return { state: 'unread', why: error.message };
  }
}

async function wrongLength(
  store: BlobStore,
  sample: SampledSegment,
  { segmentBytes, depth, signal }: SegmentExpectation,
): Promise<SegmentVerdict | undefined> {
  const { name, extension } = sample;
  if (depth === 'content' && canDecompress(extension, 'whole')) {
    return wrongContent(store, sample, segmentBytes, signal);
  }
  if (extension !== '.gz') return undefined;
  const tail = await store.read(name, {
    range: { last: 4 },
    maxBytes: 4,
    signal,
  });
  return gzipLength(tail) === segmentBytes ? undefined : CUT;
}

/** Read to its end; one byte too many is enough to know. */
async function wrongContent(
  store: BlobStore,
  { name, extension }: SampledSegment,
  segmentBytes: number,
  signal?: AbortSignal,
): Promise<SegmentVerdict | undefined> {
  const sha1 = createHash('sha1');
  let length = 0;
  try {
    const stored = store.stream(name, { signal });
    for await (const chunk of decompress(stored, extension, 'whole')) {
      sha1.update(chunk);
      length += chunk.length;
      if (length > segmentBytes) break;
    }
  } catch (error) {
    if (error instanceof BlobStoreError) throw error;
    return { state: 'corrupt', why: 'its compressed data is damaged' };
  }
  if (length !== segmentBytes) return CUT;
  const file = parseArchiveName(name.slice(name.lastIndexOf('/') + 1));
  const named = file?.kind === 'segment' ? file.checksum : undefined;
  return named === undefined || named === sha1.digest('hex')
    ? undefined
    : { state: 'corrupt', why: 'its checksum is not the one in its name' };
}

async function judgeHeader(
  store: BlobStore,
  { name, segment, extension }: SampledSegment,
  { segmentBytes, systemId, signal }: SegmentExpectation,
): Promise<SegmentVerdict> {
  const length = headBytesOf(extension);
  const stored = await store.read(name, {
    range: { offset: 0, length },
    maxBytes: length,
    signal,
  });
  const head = await decompressHead(stored, extension, WAL_HEADER_BYTES);
  const header = head && parseWalHeader(head);
  if (!header) {
    return { state: 'unrecognised', why: 'it does not begin as WAL does' };
  }
  if (header.segmentBytes !== segmentBytes) {
    return {
      state: 'foreign',
      why: `its segments have ${header.segmentBytes} bytes`,
    };
  }
  if (systemId !== null && header.systemId !== systemId) {
    return {
      state: 'foreign',
      why: `it was written by database system ${header.systemId}, not ${systemId}`,
    };
  }
  // The first pages of a new timeline may still carry the number of the one that it left.
  const isOther =
    segmentOfLsn(header.address, segmentBytes) !== segment.number ||
    header.timeline > segment.timeline;
  return isOther
    ? { state: 'corrupt', why: 'it holds another segment than its name says' }
    : { state: 'good', systemId: header.systemId };
}
