const FRAME = 0x184d2204;
const HAS_CONTENT_SIZE = 0x08;
const HAS_DICTIONARY = 0x01;
const IS_STORED = 0x80000000;
const MIN_MATCH = 4;

/**
 * The first bytes of what an LZ4 frame holds, from as much of its first block as is given; Node.js has no decoder.
 * Source: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md and lz4_Block_format.md
 *
 * @returns undefined when the bytes are no such frame, or too few
 */
export function lz4Head(stored: Buffer, bytes: number): Buffer | undefined {
  if (stored.length < 11 || stored.readUInt32LE(0) !== FRAME) return undefined;
  const flags = stored[4];
  if (flags & HAS_DICTIONARY) return undefined;
  const block = 7 + (flags & HAS_CONTENT_SIZE ? 8 : 0);
  if (stored.length < block + 4) return undefined;
  const size = stored.readUInt32LE(block);
  const isStored = size >= IS_STORED;
  const data = stored.subarray(
    block + 4,
    block + 4 + (isStored ? size - IS_STORED : size),
  );
  const head = isStored ? data.subarray(0, bytes) : decodeBlock(data, bytes);
  return head && head.length > 0 ? head : undefined;
}

/** Sequences of literals and matches, until there is enough or the bytes end. */
function decodeBlock(data: Buffer, bytes: number): Buffer | undefined {
  const out: number[] = [];
  let at = 0;
  /** Adds bytes to a length as long as they are full. */
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    let more: number;
    do {
      more = data[at++] ?? 0;
      length += more;
    } while (more === 255);
    return length;
  };
  while (at < data.length && out.length < bytes) {
    const token = data[at++];
    const literals = lengthFrom(token >> 4);
    out.push(...data.subarray(at, at + Math.min(literals, bytes)));
    at += literals;
    if (out.length >= bytes || at + 2 > data.length) break;
    const offset = data.readUInt16LE(at);
    at += 2;
    if (offset === 0 || offset > out.length) return undefined;
    const match = Math.min(lengthFrom(token & 15) + MIN_MATCH, bytes);
    for (let i = 0; i < match; i++) out.push(out[out.length - offset]);
  }
  return Buffer.from(out.slice(0, bytes));
}
