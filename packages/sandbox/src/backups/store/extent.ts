import { createHash, randomUUID } from 'node:crypto';

/** Bytes that lie in an extent of Azurite; any number of blobs may have them as their content. */
export interface StoredBytes {
  offset: number;
  count: number;
  md5: Buffer;
}

/** A file of contents, one after the other: Azurite keeps the bytes of blobs in such files. */
export class Extent {
  readonly id = randomUUID();
  readonly #chunks: Buffer[] = [];
  #size = 0;

  append(content: Buffer): StoredBytes {
    const offset = this.#size;
    this.#chunks.push(content);
    this.#size += content.length;
    const md5 = createHash('md5').update(content).digest();
    return { offset, count: content.length, md5 };
  }

  read({ offset, count }: StoredBytes): Buffer {
    return this.content().subarray(offset, offset + count);
  }

  content(): Buffer {
    const whole = Buffer.concat(this.#chunks);
    this.#chunks.splice(0, this.#chunks.length, whole);
    return whole;
  }
}
