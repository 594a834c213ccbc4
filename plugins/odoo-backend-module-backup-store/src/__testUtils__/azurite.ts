import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  AccountSASPermissions,
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

/** Account and key that every Azurite has. */
const ACCOUNT = 'devstoreaccount1';
const KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const HOUR_MS = 3_600_000;

/** A real Azurite of its own, in memory, on a free port. */
export class Azurite {
  #containers = 0;

  private constructor(
    /** URL of the account. */
    readonly endpoint: string,
    readonly service: BlobServiceClient,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<Azurite> {
    const child = spawn(
      process.execPath,
      [
        require.resolve('azurite/dist/src/blob/main.js'),
        ...['--blobHost', '127.0.0.1', '--blobPort', '0'],
        ...['--inMemoryPersistence', '--skipApiVersionCheck'],
        ...['--disableTelemetry', '--silent'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exited = once(child, 'exit');
    for await (const line of createInterface(child.stdout)) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+$/.exec(line) ?? [];
      if (!url) continue;
      child.stdout.resume();
      const endpoint = `${url}/${ACCOUNT}`;
      const key = new StorageSharedKeyCredential(ACCOUNT, KEY);
      return new Azurite(
        endpoint,
        new BlobServiceClient(endpoint, key),
        async () => {
          child.kill('SIGTERM');
          await exited;
        },
      );
    }
    throw new Error('Azurite did not start');
  }

  /** A new container with these blobs; a name of its own unless one is given. */
  async container(
    blobs: Record<string, string | Buffer> = {},
    name = `container-${(this.#containers += 1)}`,
  ): Promise<ContainerClient> {
    const container = this.service.getContainerClient(name);
    await container.create();
    await Promise.all(
      Object.entries(blobs).map(([blob, content]) =>
        container
          .getBlockBlobClient(blob)
          .upload(content, Buffer.byteLength(content)),
      ),
    );
    return container;
  }

  /** A SAS of the whole account that can list and read. */
  accountSas(): string {
    const url = this.service.generateAccountSasUrl(
      new Date(Date.now() + HOUR_MS),
      AccountSASPermissions.parse('rl'),
      'sco',
    );
    return new URL(url).search;
  }

  /** URL of a container with a SAS of these permissions. */
  async sasUrl(
    container: ContainerClient,
    permissions = 'rl',
    expiresOn = new Date(Date.now() + HOUR_MS),
  ): Promise<string> {
    return container.generateSasUrl({
      permissions: ContainerSASPermissions.parse(permissions),
      expiresOn,
    });
  }
}
