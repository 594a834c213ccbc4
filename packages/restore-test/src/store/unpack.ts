import { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { TestFailure } from '../failure';

const UNPACKERS: Record<string, () => Transform> = {
  '': () => new Transform({ transform: (chunk, _, done) => done(null, chunk) }),
  '.gz': createGunzip,
  '.zst': createZstdDecompress,
};

/** @throws TestFailure for a compression that the golden path does not write and Node.js does not read */
export function unpackerFor(extension: string): Transform {
  const unpacker = UNPACKERS[extension];
  if (!unpacker) {
    throw new TestFailure(
      `The backup is compressed as ${extension}, which a restore test cannot unpack: use gzip, zstd or none`,
    );
  }
  return unpacker();
}
