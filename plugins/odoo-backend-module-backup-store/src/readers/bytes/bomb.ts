import { MalformedBackup } from './MalformedBackup';

/** Dumps shrink to a tenth or less; deflate cannot do more than 1032 to 1 (zlib's technical details). */
const MAX_RATIO = 400;
const HARMLESS_BYTES = 256 * 1024 * 1024;

/** @throws MalformedBackup when so little unpacks to so much that it was made to */
export function refuseBomb(storedBytes: number, unpackedBytes: number): void {
  if (unpackedBytes <= HARMLESS_BYTES) return;
  if (unpackedBytes <= storedBytes * MAX_RATIO) return;
  throw new MalformedBackup(
    'zip-bomb',
    `unpacks ${storedBytes} bytes to ${unpackedBytes} or more: it was made to fill a disk`,
  );
}
