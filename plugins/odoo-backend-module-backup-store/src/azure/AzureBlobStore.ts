import {
  BlobPage,
  BlobStore,
  BlobStoreError,
  ByteRange,
  ListOptions,
  MAX_PAGE_SIZE,
  StoreUsage,
} from '../store';
import {
  AbsoluteRange,
  lengthOfRange,
  promisedLength,
  rangeHeader,
} from './blobRange';
import { blobPath } from './blobPath';
import { AzureAnswer, AzureConnection, tooLarge } from './http';
import { Listing, readListing } from './listing/readListing';

/** One container of an Azure storage account. */
export class AzureBlobStore implements BlobStore {
  readonly usage: StoreUsage = { listCalls: 0, readCalls: 0, bytesRead: 0 };
  readonly url: string;

  constructor(
    private readonly connection: AzureConnection,
    private readonly container: string,
  ) {
    this.url = `${connection.endpoint.href.replace(/\/$/, '')}${blobPath(
      container,
    )}`;
  }

  async *list(options: ListOptions = {}): AsyncGenerator<BlobPage> {
    let marker: string | undefined;
    do {
      const { page, nextMarker } = await this.#page(options, marker);
      if (nextMarker !== undefined && nextMarker === marker) {
        throw new BlobStoreError(
          'garbled',
          `${this.url}: the listing does not come to an end`,
        );
      }
      yield page;
      marker = nextMarker;
    } while (marker !== undefined);
  }

  async read(
    name: string,
    options: { range?: ByteRange; maxBytes: number; signal?: AbortSignal },
  ): Promise<Buffer> {
    const { maxBytes, signal } = options;
    const range = await this.#absolute(name, options.range, signal);
    if (range?.length === 0) return Buffer.alloc(0);
    this.usage.readCalls += 1;
    const question = {
      ...this.#blob(name, signal),
      range: range && rangeHeader(range),
    };
    return this.connection.ask(question, async answer => {
      if (answer.status === 416) return Buffer.alloc(0);
      const length = range
        ? lengthOfRange(name, answer, range)
        : promisedLength(name, answer);
      if (length !== undefined && length > maxBytes) {
        throw tooLarge(name, maxBytes);
      }
      const chunks: Buffer[] = [];
      for await (const chunk of this.#chunks(name, answer, length, maxBytes)) {
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    });
  }

  async *stream(
    name: string,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Buffer> {
    this.usage.readCalls += 1;
    const answer = await this.connection.open(this.#blob(name, signal));
    try {
      const length = promisedLength(name, answer);
      yield* this.#chunks(name, answer, length);
    } finally {
      answer.discard();
    }
  }

  #page(
    { prefix, delimiter, startFrom, pageSize, signal }: ListOptions,
    marker: string | undefined,
  ): Promise<Listing> {
    const size = Math.min(pageSize ?? MAX_PAGE_SIZE, MAX_PAGE_SIZE);
    const question = {
      subject: this.url,
      path: blobPath(this.container),
      signal,
      query: {
        restype: 'container',
        comp: 'list',
        maxresults: String(Math.max(1, size)),
        ...(prefix && { prefix }),
        ...(delimiter && { delimiter }),
        ...(startFrom && { startFrom }),
        ...(marker && { marker }),
      },
    };
    this.usage.listCalls += 1;
    return this.connection.ask(question, answer =>
      readListing(this.url, answer, bytes => this.#received(bytes)),
    );
  }

  /** Azure knows no ranges that count from the end: the size has to be asked for first. */
  async #absolute(
    name: string,
    range: ByteRange | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AbsoluteRange | undefined> {
    if (!range || !('last' in range)) return range;
    this.usage.readCalls += 1;
    const size = await this.connection.ask(
      { ...this.#blob(name, signal), method: 'HEAD' },
      answer => promisedLength(name, answer),
    );
    if (size === undefined) {
      throw new BlobStoreError('garbled', `${name}: has no readable length`);
    }
    const length = Math.min(range.last, size);
    return { offset: size - length, length };
  }

  async *#chunks(
    name: string,
    answer: AzureAnswer,
    length: number | undefined,
    maxBytes?: number,
  ): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of answer.chunks(maxBytes)) {
      this.#received(chunk.length);
      size += chunk.length;
      yield chunk;
    }
    if (length === undefined || size === length) return;
    throw new BlobStoreError(
      'garbled',
      `${name}: ${length} bytes were promised and ${size} came`,
    );
  }

  #blob(name: string, signal: AbortSignal | undefined) {
    return { subject: name, path: blobPath(this.container, name), signal };
  }

  #received(bytes: number): void {
    this.usage.bytesRead += bytes;
  }
}
