import { BlobItem } from '../../store';

/** Why the tar files in the folder of a backup cannot be all of it; undefined when they may be. */
export function missingTar(
  tars: ReadonlyMap<string, BlobItem>,
  tablespaces: readonly string[],
): string | undefined {
  for (const stem of ['data', ...tablespaces]) {
    const parts = [...tars].flatMap(([name, { size }]) => {
      const match = /^([a-z0-9]+)(?:_(\d{4}))?\.tar/.exec(name);
      return match?.[1] === stem
        ? [{ name, size, part: Number(match[2] ?? 0) }]
        : [];
    });
    const empty = parts.find(({ size }) => size === 0);
    if (empty) return `${empty.name} has no content`;
    const numbers = new Set(parts.map(({ part }) => part));
    // Parts are numbered from 0, which is not written; the last one cannot be told from its name.
    for (let part = 0; part <= Math.max(0, ...numbers); part++) {
      if (!numbers.has(part)) {
        return part === 0
          ? `${stem}.tar is not there`
          : `part ${part} of ${stem}.tar is not there`;
      }
    }
  }
  return undefined;
}

const RECORD_BYTES = 10_240;
/** RFC 1951: at most 258 bytes from two bits, and as a stored block hardly longer than before. */
const MAX_RATIO = 1040;

/**
 * Whether a gzip file of `storedBytes` that claims this length (modulo 2^32) can hold a whole tar. One that was cut
 * ends with four bytes of compressed data, which pass once in 2048 times.
 *
 * Python's tarfile pads to records of 10,240 bytes.
 */
export function canBeTar(claimedLength: number, storedBytes: number): boolean {
  const least = Math.max(RECORD_BYTES, storedBytes * 0.99 - 1024);
  const most = storedBytes * MAX_RATIO;
  const first = Math.max(0, Math.ceil((least - claimedLength) / 2 ** 32));
  // 2^32 is 4096 modulo a record: after five turns nothing new comes.
  for (let turn = first; turn < first + 5; turn++) {
    const length = claimedLength + turn * 2 ** 32;
    if (length > most) return false;
    if (length % RECORD_BYTES === 0) return true;
  }
  return false;
}
