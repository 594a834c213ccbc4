import { pipeline, Readable, Transform } from 'node:stream';
import { MalformedBackup } from './MalformedBackup';

/**
 * What comes out of a decompressor, in chunks. Errors of the source pass through; what the decompressor does not
 * accept is a MalformedBackup.
 */
export async function* decompressed(
  chunks: AsyncIterable<Buffer>,
  decompressor: Transform,
): AsyncGenerator<Buffer> {
  // The error reaches the loop below: a pipeline destroys its last stream with it.
  pipeline(Readable.from(chunks), decompressor, () => {});
  try {
    yield* decompressor;
  } catch (error) {
    throw isOfDecompressor(error)
      ? new MalformedBackup(
          'corrupt',
          `its compressed data is damaged (${error.code})`,
        )
      : error;
  }
}

function isOfDecompressor(error: unknown): error is { code: string } {
  const code = Object(error).code;
  return typeof code === 'string' && /^(Z_|ZSTD_|ERR_ZLIB)/.test(code);
}
