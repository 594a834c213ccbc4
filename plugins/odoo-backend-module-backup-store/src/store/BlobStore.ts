/** A blob as a listing tells of it. */
export interface BlobItem {
  /** Whole name inside the container. */
  name: string;
  size: number;
  lastModified: Date;
  createdOn?: Date;
  /** Base64, as Azure keeps it; absent for blobs made of blocks. It proves transport, not content. */
  contentMd5?: string;
  etag?: string;
  accessTier?: string;
}

export interface BlobPage {
  blobs: BlobItem[];
  /** With a delimiter: the folders at this level, each ending in it. */
  prefixes: string[];
}

export interface ListOptions {
  prefix?: string;
  delimiter?: '/';
  /** First name to be listed, inclusive. Never a marker: those are opaque. */
  startFrom?: string;
  /** At most 1000: a page is parsed without blocking the event loop for long. */
  pageSize?: number;
  signal?: AbortSignal;
}

/** `last`: the end of the blob, such as the directory of a zip file. */
export type ByteRange = { offset: number; length: number } | { last: number };

/** What has been asked of a store; benchmarks and the Sources page show it. */
export interface StoreUsage {
  listCalls: number;
  readCalls: number;
  bytesRead: number;
}

/**
 * One container (or folder) of blobs, read only. Names and contents are untrusted: whoever can write to the
 * store can write anything. Every failure is a BlobStoreError.
 */
export interface BlobStore {
  /** URL or folder for people and messages; it never holds a credential. */
  readonly url: string;
  readonly usage: Readonly<StoreUsage>;
  /**
   * Pages in the order of names (UTF-8 bytes). A page may be empty and still be followed by another. Ends early
   * only by throwing: what was listed until then is not a listing.
   */
  list(options?: ListOptions): AsyncIterable<BlobPage>;
  /**
   * The bytes of a range, or of the whole blob.
   *
   * @param options.maxBytes - fails with kind `too-large` before more than this is held
   */
  read(
    name: string,
    options: { range?: ByteRange; maxBytes: number; signal?: AbortSignal },
  ): Promise<Buffer>;
  /** The whole content in chunks, for checks that need every byte and hold none. */
  stream(
    name: string,
    options?: { signal?: AbortSignal },
  ): AsyncIterable<Buffer>;
}
