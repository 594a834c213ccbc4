/**
 * What the sizes of encrypted files tell. Everything in a repository is encrypted, but a pack ends with the
 * length of its header in plain sight, and an index grows with every blob that it names.
 *
 * Source: restic's doc/design.rst, "Pack Format" and "Indexing"
 */

/** Initialisation vector and authentication code. */
const CRYPTO_BYTES = 32;
/** Of a blob that is not compressed; 41 for one that is. */
const HEADER_ENTRY_BYTES = 37;
const COMPRESSED_ENTRY_BYTES = 41;

/** At the end of a pack: the length of its header. */
export const PACK_TAIL_BYTES = 4;

/** Bytes that an index spends on an id, measured: least and most; and what it has besides. */
interface IndexCost {
  least: number;
  most: number;
  besides: number;
}
/** Version 2 compresses: an id of 32 random bytes with offset and lengths takes 45 to 53. */
const COMPRESSED: IndexCost = { least: 40, most: 54, besides: 110 };
/** Version 1 writes JSON as it is. */
const PLAIN: IndexCost = { least: 105, most: 155, besides: 30 };

/** In a smaller index the fixed part weighs too much. */
const TELLING_IDS = 20;

/** @param headerBytes - as the pack ends; undefined when no pack can end so */
export function blobsOfPack(
  headerBytes: number,
  packBytes: number,
): number | undefined {
  const entries = headerBytes - CRYPTO_BYTES;
  const fits = headerBytes + PACK_TAIL_BYTES <= packBytes;
  if (!fits || entries < HEADER_ENTRY_BYTES) return undefined;
  return entries % COMPRESSED_ENTRY_BYTES === 0
    ? entries / COMPRESSED_ENTRY_BYTES
    : Math.floor(entries / HEADER_ENTRY_BYTES);
}

/** Version 1 knows no compression: all its headers are made of entries of the short kind. */
export function isVersion1(headerBytes: readonly number[]): boolean {
  const entries = headerBytes.map(bytes => bytes - CRYPTO_BYTES);
  return (
    entries.length > 0 &&
    entries.every(bytes => bytes % HEADER_ENTRY_BYTES === 0) &&
    entries.some(bytes => bytes % COMPRESSED_ENTRY_BYTES !== 0)
  );
}

/** How many ids of packs and blobs an index of this size names, at least and at most. */
export function idsOfIndex(bytes: number, version1: boolean) {
  const { least, most, besides } = version1 ? PLAIN : COMPRESSED;
  const named = bytes - CRYPTO_BYTES;
  return {
    atLeast: Math.max(0, named - besides) / most,
    atMost: named / least,
  };
}

/** What each id costs in an index of this size that names so many; undefined when they are too few to tell. */
export function costPerId(bytes: number, ids: number): number | undefined {
  return ids < TELLING_IDS ? undefined : (bytes - CRYPTO_BYTES) / ids;
}
