import { BlobServiceClient } from '@azure/storage-blob';
import type { Sandbox } from '../startSandbox';

interface FoundBlob {
  name: string;
  at: Date;
}

/** What the portal can see of an environment's container. */
export class BackupContainer {
  constructor(
    private readonly url: string,
    private readonly sasToken: string,
    private readonly container: string,
  ) {}

  static of(
    { backupStores }: Sandbox,
    region: string,
    container: string,
    which: 'endpoint' | 'secondaryEndpoint' = 'endpoint',
  ): BackupContainer {
    const store = backupStores.find(each => each.region === region)!;
    return new BackupContainer(store[which], store.sasToken, container);
  }

  get client() {
    return new BlobServiceClient(`${this.url}?${this.sasToken}`, undefined, {
      retryOptions: { maxTries: 1 },
    }).getContainerClient(this.container);
  }

  async list(prefix = ''): Promise<FoundBlob[]> {
    const found: FoundBlob[] = [];
    for await (const { name, properties } of this.client.listBlobsFlat({
      prefix,
    })) {
      found.push({ name, at: properties.lastModified });
    }
    return found;
  }

  async read(name: string): Promise<Buffer> {
    return this.client.getBlobClient(name).downloadToBuffer();
  }

  /** Base backups by id, with the lines of their `backup.info`. */
  async bases(): Promise<Map<string, Record<string, string>>> {
    const bases = new Map<string, Record<string, string>>();
    for (const { name } of await this.list('odoo-db/base/')) {
      const [, , id, file] = name.split('/');
      if (file !== 'backup.info') continue;
      const lines = String(await this.read(name))
        .trim()
        .split('\n');
      bases.set(
        id,
        Object.fromEntries(lines.map(line => line.split(/=(.*)/s).slice(0, 2))),
      );
    }
    return bases;
  }

  /** Segments in order, by number, with when the store got them. */
  async segments(): Promise<{ name: string; at: Date }[]> {
    return (await this.list('odoo-db/wals/')).flatMap(({ name, at }) => {
      const [, segment] = /([0-9A-F]{24})\.gz$/.exec(name) ?? [];
      return segment ? [{ name: segment, at }] : [];
    });
  }

  /** Names after which the next segment is missing, but for the last one. */
  async gaps(): Promise<string[]> {
    const segments = await this.segments();
    // One timeline, within 4 GiB of WAL: the last eight digits count.
    const numbers = segments.map(({ name }) => parseInt(name.slice(16), 16));
    return segments
      .filter((_, index) => numbers[index + 1] - numbers[index] > 1)
      .map(({ name }) => name);
  }
}
