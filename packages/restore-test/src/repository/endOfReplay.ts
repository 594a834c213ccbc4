import { WalHeader, LONG_HEADER_BYTES, SHORT_HEADER_BYTES } from './walHeader';

/** Fixed part of a record, which begins with its total length. Source: access/xlogrecord.h */
const RECORD_HEADER_BYTES = 24;

/**
 * Whether replay that stopped at `offset` of this segment had nothing left to read in it: it came to
 * the end, or the next record goes on in the following segment. Otherwise a record is damaged there,
 * and PostgreSQL took the damage for the end of the log.
 */
export function endsSoundly(
  segment: Buffer,
  offset: number,
  { pageBytes }: Pick<WalHeader, 'pageBytes'>,
): boolean {
  const pageHeader = (at: number) =>
    at === 0 ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES;
  const begin = offset % pageBytes === 0 ? offset + pageHeader(offset) : offset;
  if (begin >= segment.length) return true;
  const length = segment.readUInt32LE(begin);
  const restOfPage = pageBytes - (begin % pageBytes);
  const furtherPages = (segment.length - begin - restOfPage) / pageBytes;
  const room = restOfPage + furtherPages * (pageBytes - SHORT_HEADER_BYTES);
  return length >= RECORD_HEADER_BYTES && length > room;
}
