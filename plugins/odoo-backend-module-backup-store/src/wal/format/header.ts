/** The long header on the first page of every segment. */
export interface WalHeader {
  timeline: number;
  /** LSN at which the segment begins. */
  address: bigint;
  /** uint64 as text. */
  systemId: string;
  segmentBytes: number;
}

export const WAL_HEADER_BYTES = 40;
/** XLOG_PAGE_MAGIC of PostgreSQL 9.0 to today lies in this range; it changes with every major version. */
const MAGIC = { from: 0xd060, to: 0xd1ff };
const LONG_HEADER = 0x0002;

/**
 * Little endian, as every platform that Odoo runs on writes it.
 * Source: XLogLongPageHeaderData in access/xlog_internal.h
 *
 * @returns undefined when the bytes are no first page of a segment
 */
export function parseWalHeader(bytes: Buffer): WalHeader | undefined {
  if (bytes.length < WAL_HEADER_BYTES) return undefined;
  const magic = bytes.readUInt16LE(0);
  if (magic < MAGIC.from || magic > MAGIC.to) return undefined;
  if (!(bytes.readUInt16LE(2) & LONG_HEADER)) return undefined;
  return {
    timeline: bytes.readUInt32LE(4),
    address: bytes.readBigUInt64LE(8),
    systemId: bytes.readBigUInt64LE(24).toString(),
    segmentBytes: bytes.readUInt32LE(32),
  };
}
