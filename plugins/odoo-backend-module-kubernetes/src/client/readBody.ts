import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A page of 250 of the largest objects is far below; V8 cannot hold a string of 512 MiB. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Reads a body, unpacked, and stops at the limit: a cluster must not be able to exhaust the portal's memory. */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  limit: number = MAX_BODY_BYTES,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decoded(body, encoding)) {
    const buffer = Buffer.from(chunk);
    size += buffer.length;
    if (size > limit) {
      body.destroy();
      throw new Error(`The answer is larger than ${limit} bytes`);
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decoded(body: Readable, encoding: string | undefined): Readable {
  if (encoding !== 'gzip') return body;
  // `pipeline` destroys the unpacked stream with the error, which the reader then sees.
  return pipeline(body, createGunzip(), () => undefined);
}
