import {
  BlobItem,
  BlobPage,
  BlobStore,
  BlobStoreError,
  ByteRange,
  ListOptions,
  StoreUsage,
} from '../store';

/** A blob to be told of; `size` may lie about `content`, and content may be made when it is asked for. */
export interface MemoryBlob extends Omit<BlobItem, 'size'> {
  size?: number;
  content?: Buffer | string | (() => Buffer);
}

/** Each may throw, or return the error that the store answers with. */
export interface StoreFaults {
  /** `page` counts from 0 within one listing. */
  list?(options: ListOptions, page: number): BlobStoreError | undefined;
  read?(name: string, range?: ByteRange): BlobStoreError | undefined;
}

const CHUNK_BYTES = 64 * 1024;

/** A container that is a list in memory; pages, order, folders and ranges are those of Azure. */
export class MemoryStore implements BlobStore {
  readonly url = 'memory://container';
  readonly usage: StoreUsage = { listCalls: 0, readCalls: 0, bytesRead: 0 };
  faults: StoreFaults = {};
  /** At most so many names a page, whatever is asked for. */
  pageSize = 1000;
  readonly #blobs = new Map<string, MemoryBlob>();
  /** In the order of names; made anew when it is needed after a change of names. */
  #names?: string[];

  constructor(blobs: Iterable<MemoryBlob>) {
    for (const blob of blobs) this.put(blob);
  }

  put(...blobs: MemoryBlob[]): void {
    for (const blob of blobs) {
      if (!this.#blobs.has(blob.name)) this.#names = undefined;
      this.#blobs.set(blob.name, blob);
    }
  }

  delete(...names: string[]): void {
    names.forEach(name => this.#blobs.delete(name));
    this.#names = this.#names?.filter(name => this.#blobs.has(name));
  }

  blob(name: string): MemoryBlob | undefined {
    return this.#blobs.get(name);
  }

  names(): string[] {
    this.#names ??= inOrder([...this.#blobs.keys()]);
    return this.#names;
  }

  async *list(options: ListOptions = {}): AsyncIterable<BlobPage> {
    const { prefix = '', delimiter, startFrom = '' } = options;
    const pageSize = Math.min(this.pageSize, options.pageSize ?? 1000);
    let page: BlobPage = { blobs: [], prefixes: [] };
    let pages = 0;
    const ask = () => {
      this.usage.listCalls++;
      const fault = this.faults.list?.(options, pages++);
      if (fault) throw fault;
    };
    ask();
    let folder: string | undefined;
    for (const name of this.names()) {
      if (!name.startsWith(prefix)) continue;
      if (folder && name.startsWith(folder)) continue;
      const cut = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
      const entry = cut < 0 ? name : name.slice(0, cut + 1);
      // A folder is listed as long as its own name is not before the start, whatever lies in it.
      if (entry < startFrom) continue;
      if (page.blobs.length + page.prefixes.length === pageSize) {
        yield page;
        page = { blobs: [], prefixes: [] };
        ask();
      }
      if (cut < 0) page.blobs.push(toItem(this.blob(name)!));
      else page.prefixes.push((folder = entry));
    }
    yield page;
  }

  async read(
    name: string,
    options: { range?: ByteRange; maxBytes: number },
  ): Promise<Buffer> {
    const content = this.#open(name, options.range);
    const bytes = sliceOf(content, options.range);
    if (bytes.length > options.maxBytes) {
      throw new BlobStoreError(
        'too-large',
        `${name} has more than ${options.maxBytes} bytes`,
      );
    }
    this.usage.bytesRead += bytes.length;
    return bytes;
  }

  async *stream(name: string): AsyncIterable<Buffer> {
    const content = this.#open(name);
    for (let at = 0; at < content.length; at += CHUNK_BYTES) {
      const chunk = content.subarray(at, at + CHUNK_BYTES);
      this.usage.bytesRead += chunk.length;
      yield chunk;
    }
  }

  #open(name: string, range?: ByteRange): Buffer {
    this.usage.readCalls++;
    const fault = this.faults.read?.(name, range);
    if (fault) throw fault;
    const blob = this.blob(name);
    if (!blob) throw new BlobStoreError('not-found', `${name} does not exist`);
    return contentOf(blob);
  }
}

export function contentOf({ content = '' }: MemoryBlob): Buffer {
  return typeof content === 'function' ? content() : Buffer.from(content);
}

function sliceOf(content: Buffer, range?: ByteRange): Buffer {
  if (!range) return content;
  if ('last' in range) {
    return content.subarray(Math.max(0, content.length - range.last));
  }
  return content.subarray(range.offset, range.offset + range.length);
}

function toItem({ content, ...blob }: MemoryBlob): BlobItem {
  return { ...blob, size: blob.size ?? contentOf({ ...blob, content }).length };
}

function inOrder(names: string[]): string[] {
  return names
    .map(name => ({ name, key: Buffer.from(name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ name }) => name);
}
