/**
 * Arithmetic of WAL segments. A segment is 2^20 to 2^30 bytes of the log; its number is LSN / size, at most 2^44,
 * so it is exact as a JavaScript number, whereas an LSN (uint64) is not.
 * Source: https://www.postgresql.org/docs/current/wal-internals.html and access/xlog_internal.h
 */
export interface SegmentRef {
  timeline: number;
  number: number;
}

const MIB = 1024 * 1024;
const SEGMENT_NAME = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const LSN = /^([0-9A-Fa-f]{1,8})\/([0-9A-Fa-f]{1,8})$/;

export function isSegmentSize(bytes: number): boolean {
  return (
    bytes >= MIB && bytes <= 1024 * MIB && Number.isInteger(Math.log2(bytes))
  );
}

/** Segments in 4 GiB of log, which is what one folder of an archive holds. */
export function segmentsPerFolder(segmentBytes: number): number {
  return 2 ** 32 / segmentBytes;
}

/** `TTTTTTTTXXXXXXXXYYYYYYYY`: timeline, 4 GiB of log, segment in them. */
export function segmentName(
  { timeline, number }: SegmentRef,
  segmentBytes: number,
): string {
  const per = segmentsPerFolder(segmentBytes);
  return [timeline, Math.floor(number / per), number % per]
    .map(part => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}

/** Undefined for what no server with segments of this size can have written. */
export function parseSegmentName(
  name: string,
  segmentBytes: number,
): SegmentRef | undefined {
  const match = SEGMENT_NAME.exec(name);
  if (!match) return undefined;
  const [timeline, high, low] = match.slice(1).map(part => parseInt(part, 16));
  const per = segmentsPerFolder(segmentBytes);
  if (timeline === 0 || low >= per) return undefined;
  return { timeline, number: high * per + low };
}

/** `high/low` in hex, as PostgreSQL writes it. */
export function parseLsn(text: string): bigint | undefined {
  const match = LSN.exec(text);
  if (!match) return undefined;
  return BigInt(`0x${match[1]}`) * 2n ** 32n + BigInt(`0x${match[2]}`);
}

/** The segment that holds the byte at `lsn`. */
export function segmentOfLsn(lsn: bigint, segmentBytes: number): number {
  return Number(lsn / BigInt(segmentBytes));
}

/** The order of names in an archive: all of a timeline, then the next one. */
export function compareSegments(a: SegmentRef, b: SegmentRef): number {
  return a.timeline - b.timeline || a.number - b.number;
}
