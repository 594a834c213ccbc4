import { MalformedBackup } from './MalformedBackup';

const EMPTY = Buffer.alloc(0);

/**
 * Reads a sequence of chunks piece by piece, holding no more than one chunk and what is asked for. An end that
 * comes too early is a MalformedBackup.
 */
export class ByteCursor {
  readonly #chunks: AsyncIterator<Buffer>;
  #current: Buffer = EMPTY;
  #position: number;

  /** @param start - position of the first byte in the file */
  constructor(chunks: AsyncIterable<Buffer>, start = 0) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#position = start;
  }

  /** Bytes before the next one. */
  get position(): number {
    return this.#position;
  }

  /** Exactly so many bytes; the caller bounds how many. */
  async take(length: number): Promise<Buffer> {
    if (this.#current.length >= length) return this.#advance(length);
    const parts: Buffer[] = [];
    for await (const part of this.chunks(length)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** The next bytes as they come. */
  async *chunks(length: number): AsyncGenerator<Buffer> {
    for (let rest = length; rest > 0; ) {
      if (!(await this.#fill())) {
        throw new MalformedBackup(
          'truncated',
          `ends after ${this.#position} bytes, ${rest} too early`,
        );
      }
      const part = this.#advance(Math.min(rest, this.#current.length));
      rest -= part.length;
      yield part;
    }
  }

  async skip(length: number): Promise<void> {
    const chunks = this.chunks(length);
    while (!(await chunks.next()).done);
  }

  async atEnd(): Promise<boolean> {
    return !(await this.#fill());
  }

  /** Releases what the chunks come from. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #advance(length: number): Buffer {
    const part = this.#current.subarray(0, length);
    this.#current = this.#current.subarray(length);
    this.#position += length;
    return part;
  }

  async #fill(): Promise<boolean> {
    while (this.#current.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#current = next.value;
    }
    return true;
  }
}
