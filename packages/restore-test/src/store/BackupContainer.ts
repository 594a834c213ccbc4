import { AnonymousCredential, ContainerClient } from '@azure/storage-blob';
import { TestFailure } from '../failure';

export interface StoredBlob {
  name: string;
  bytes: number;
}

/** The container that holds the backups, by a SAS that reads and lists. */
export class BackupContainer {
  readonly #client: ContainerClient;
  readonly #stop: AbortSignal;

  constructor(url: string, sasToken: string, stop: AbortSignal) {
    this.#client = new ContainerClient(
      `${url}?${sasToken}`,
      new AnonymousCredential(),
    );
    this.#stop = stop;
  }

  /** In the order of their names. */
  async list(prefix: string): Promise<StoredBlob[]> {
    const found: StoredBlob[] = [];
    const blobs = this.#client.listBlobsFlat({
      prefix,
      abortSignal: this.#stop,
    });
    for await (const { name, properties } of blobs) {
      found.push({ name, bytes: properties.contentLength ?? 0 });
    }
    return found;
  }

  /** The content; a broken connection is taken up where it broke. */
  async open(name: string): Promise<NodeJS.ReadableStream> {
    const { readableStreamBody } = await this.#client
      .getBlobClient(name)
      .download(0, undefined, {
        abortSignal: this.#stop,
        maxRetryRequests: 5,
      });
    if (!readableStreamBody) {
      throw new TestFailure(`The backup store gave no content for ${name}`);
    }
    return readableStreamBody;
  }

  /** A small file as text. */
  async readText(name: string, maximumBytes: number): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of await this.open(name)) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > maximumBytes) {
        throw new TestFailure(`${name} is larger than ${maximumBytes} bytes`);
      }
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}
