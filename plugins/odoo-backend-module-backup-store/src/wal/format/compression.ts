import { Readable, Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createZstdDecompress,
} from 'node:zlib';
import { lz4Head } from './lz4';

/** A file that was cut on purpose is no error: `flush` gives out what can be had of it. */
const DECOMPRESSORS: Record<string, (flush: boolean) => Transform> = {
  '.gz': flush =>
    createGunzip(flush ? { finishFlush: constants.Z_SYNC_FLUSH } : {}),
  '.br': flush =>
    createBrotliDecompress(
      flush ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {},
    ),
  '.zst': flush =>
    createZstdDecompress(flush ? { finishFlush: constants.ZSTD_e_flush } : {}),
};

/** Node.js has no decompressor for the rest: `.bz2`, `.xz`, `.snappy`, `.lzma` and `.lzo`. */
export function canDecompress(
  extension: string,
  part: 'whole' | 'head',
): boolean {
  return (
    extension === '' ||
    extension in DECOMPRESSORS ||
    (extension === '.lz4' && part === 'head')
  );
}

/** How many stored bytes are enough for the first page header of a segment. */
export function headBytesOf(extension: string): number {
  // zstd gives out whole blocks of 128 KiB.
  return extension === '.zst' || extension === '.br' ? 132 * 1024 : 512;
}

/**
 * What a file holds, in chunks. Whoever reads stops when it has enough, so that a zip bomb costs a chunk.
 *
 * @param part - `whole`: an end that comes too early is an error; `head`: it is the end
 * @throws Error with a code when the bytes are not of this compression
 */
export function decompress(
  stored: Iterable<Buffer> | AsyncIterable<Buffer>,
  extension: string,
  part: 'whole' | 'head',
): AsyncIterable<Buffer> {
  const source = Readable.from(stored);
  const decompressor = DECOMPRESSORS[extension]?.(part === 'head');
  if (!decompressor) return source;
  source.on('error', error => decompressor.destroy(error));
  decompressor.on('close', () => source.destroy());
  return source.pipe(decompressor);
}

/** The first bytes of the content; undefined when the stored bytes are not of this compression. */
export async function decompressHead(
  stored: Buffer,
  extension: string,
  bytes: number,
): Promise<Buffer | undefined> {
  if (extension === '.lz4') return lz4Head(stored, bytes);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of decompress([stored], extension, 'head')) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= bytes) break;
    }
  } catch {
    // The only source is a buffer: what fails is the decompressor.
    return undefined;
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

/**
 * The uncompressed length, modulo 2^32, that a gzip file ends with. A file that was cut ends with something else.
 * Source: RFC 1952, ISIZE
 */
export function gzipLength(last4: Buffer): number | undefined {
  return last4.length === 4 ? last4.readUInt32LE(0) : undefined;
}
