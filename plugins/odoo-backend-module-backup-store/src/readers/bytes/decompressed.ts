import { pipeline, Readable, Transform } from 'node:stream';
import { refuseBomb } from './bomb';
import { MalformedBackup } from './MalformedBackup';

/**
 * What comes out of a decompressor, in chunks. Errors of the source pass through; what the decompressor does not
 * accept is a MalformedBackup.
 */
export async function* decompressed(
  chunks: AsyncIterable<Buffer>,
  decompressor: Transform,
): AsyncGenerator<Buffer> {
  let stored = 0;
  let unpacked = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      stored += chunk.length;
      yield chunk;
    }
  }
  // The error reaches the loop below: a pipeline destroys its last stream with it.
  pipeline(Readable.from(counted()), decompressor, () => {});
  try {
    for await (const chunk of decompressor) {
      unpacked += chunk.length;
      refuseBomb(stored, unpacked);
      yield chunk;
    }
  } catch (error) {
    throw isOfDecompressor(error)
      ? new MalformedBackup(
          'corrupt',
          `holds compressed data that is damaged (${error.code})`,
        )
      : error;
  }
}

function isOfDecompressor(error: unknown): error is { code: string } {
  const code = Object(error).code;
  return typeof code === 'string' && /^(Z_|ZSTD_|ERR_ZLIB)/.test(code);
}
