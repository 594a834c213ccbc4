import { constants } from 'node:fs';
import { FileHandle, open, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import {
  BlobItem,
  BlobPage,
  BlobStore,
  ByteRange,
  ListOptions,
  StoreUsage,
} from './BlobStore';
import { BlobStoreError } from './BlobStoreError';
import { FolderContents, readFolder } from './folderContents';
import { asStoreError } from './folderErrors';
import { inNameOrder, pagesOf } from './pages';

const CHUNK_BYTES = 64 * 1024;

/**
 * A folder read as if its files were blobs. With a `tree/` and a `listing.json` in it, names, sizes and times
 * come from the listing and contents from the tree; what the tree lacks or holds in another length fails when
 * it is read, as it would with a store that lies. Names are taken once, when it is opened.
 */
export class FolderStore implements BlobStore {
  readonly usage: StoreUsage = { listCalls: 0, readCalls: 0, bytesRead: 0 };
  readonly #blobs: BlobItem[];
  readonly #byName: Map<string, BlobItem>;

  private constructor(
    readonly url: string,
    private readonly contents: FolderContents,
  ) {
    this.#blobs = inNameOrder(contents.blobs);
    this.#byName = new Map(this.#blobs.map(blob => [blob.name, blob]));
  }

  /** Fails with a BlobStoreError when the folder cannot be read. */
  static async open(folder: string): Promise<FolderStore> {
    return new FolderStore(folder, await readFolder(folder));
  }

  async *list(options: ListOptions = {}): AsyncGenerator<BlobPage> {
    for (const page of pagesOf(this.#blobs, options)) {
      options.signal?.throwIfAborted();
      this.usage.listCalls += 1;
      yield page;
    }
  }

  async read(
    name: string,
    options: { range?: ByteRange; maxBytes: number; signal?: AbortSignal },
  ): Promise<Buffer> {
    options.signal?.throwIfAborted();
    this.usage.readCalls += 1;
    return this.#withFile(name, async (file, size) => {
      const { offset, length } = within(size, options.range);
      if (length > options.maxBytes) {
        throw new BlobStoreError(
          'too-large',
          `${name}: ${length} bytes are more than the ${options.maxBytes} that are read of such a file`,
        );
      }
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      this.usage.bytesRead += bytesRead;
      return bytes.subarray(0, bytesRead);
    });
  }

  async *stream(
    name: string,
    options: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Buffer> {
    this.usage.readCalls += 1;
    const file = await this.#open(name);
    try {
      for (let offset = 0; ; ) {
        options.signal?.throwIfAborted();
        const chunk = Buffer.alloc(CHUNK_BYTES);
        const { bytesRead } = await file
          .read(chunk, 0, CHUNK_BYTES, offset)
          .catch(error => Promise.reject(asStoreError(name, error)));
        if (bytesRead === 0) return;
        offset += bytesRead;
        this.usage.bytesRead += bytesRead;
        yield chunk.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  async #withFile<T>(
    name: string,
    use: (file: FileHandle, size: number) => Promise<T>,
  ): Promise<T> {
    const file = await this.#open(name);
    try {
      return await use(file, (await file.stat()).size);
    } catch (error) {
      throw asStoreError(name, error);
    } finally {
      await file.close();
    }
  }

  /** Only what was listed can be opened, and only inside the folder: names are untrusted. */
  async #open(name: string): Promise<FileHandle> {
    const blob = this.#byName.get(name);
    if (!blob) throw new BlobStoreError('not-found', `${name} does not exist`);
    for (const path of this.contents.pathsOf(name)) {
      const file = await this.#openInside(name, path);
      if (!file) continue;
      const { size } = await file.stat();
      if (size === blob.size) return file;
      await file.close();
      throw new BlobStoreError(
        'garbled',
        `${name} is listed with ${blob.size} bytes and holds ${size}`,
      );
    }
    throw new BlobStoreError('not-found', `${name} has no content`);
  }

  async #openInside(
    name: string,
    path: string,
  ): Promise<FileHandle | undefined> {
    const { root } = this.contents;
    try {
      const real = await realpath(resolve(root, path));
      if (!real.startsWith(root + sep)) {
        throw new BlobStoreError('forbidden', `${name} leads out of ${root}`);
      }
      return await open(real, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      const failure = asStoreError(name, error);
      if (failure instanceof BlobStoreError && failure.kind === 'not-found') {
        return undefined;
      }
      throw failure;
    }
  }
}

/** As HTTP ranges behave: what lies beyond the end is not there. */
function within(size: number, range: ByteRange = { last: size }) {
  if ('last' in range) {
    const length = Math.min(range.last, size);
    return { offset: size - length, length };
  }
  const offset = Math.min(range.offset, size);
  return { offset, length: Math.min(range.length, size - offset) };
}
