/** The long header on the first page of every segment. */
export interface WalHeader {
  timeline: number;
  /** LSN at which the segment begins. */
  address: bigint;
  /** uint64 as text. */
  systemId: string;
  segmentBytes: number;
  pageBytes: number;
}

export const LONG_HEADER_BYTES = 40;
export const SHORT_HEADER_BYTES = 24;
const LONG_HEADER_FLAG = 0x0002;

/** Little endian. Source: XLogLongPageHeaderData in access/xlog_internal.h */
export function parseWalHeader(page: Buffer): WalHeader | undefined {
  if (page.length < LONG_HEADER_BYTES) return undefined;
  if (!(page.readUInt16LE(2) & LONG_HEADER_FLAG)) return undefined;
  return {
    timeline: page.readUInt32LE(4),
    address: page.readBigUInt64LE(8),
    systemId: page.readBigUInt64LE(24).toString(),
    segmentBytes: page.readUInt32LE(32),
    pageBytes: page.readUInt32LE(36),
  };
}
