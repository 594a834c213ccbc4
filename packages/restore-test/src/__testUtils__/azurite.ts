import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  BlobServiceClient,
  ContainerClient,
  ContainerSASPermissions,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

/** Account and key that every Azurite has. */
const ACCOUNT = 'devstoreaccount1';
const KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const HOUR = 3_600_000;

export interface Azurite {
  service: BlobServiceClient;
  stop(): Promise<void>;
}

/** A real Azurite, in memory, on a free port. */
export async function startAzurite(): Promise<Azurite> {
  const server = spawn(
    process.execPath,
    [
      require.resolve('azurite/dist/src/blob/main.js'),
      ...['--blobHost', '127.0.0.1', '--blobPort', '0', '--silent'],
      ...[
        '--inMemoryPersistence',
        '--skipApiVersionCheck',
        '--disableTelemetry',
      ],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface(server.stdout)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+$/.exec(line) ?? [];
    if (!url) continue;
    server.stdout.resume();
    return {
      service: new BlobServiceClient(
        `${url}/${ACCOUNT}`,
        new StorageSharedKeyCredential(ACCOUNT, KEY),
      ),
      stop: async () => {
        const exit = once(server, 'exit');
        server.kill();
        await exit;
      },
    };
  }
  throw new Error('Azurite did not start');
}

/** A SAS of these permissions, such as `rl`. */
export async function sasFor(
  container: ContainerClient,
  permissions: string,
): Promise<string> {
  const url = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse(permissions),
    expiresOn: new Date(Date.now() + HOUR),
  });
  return new URL(url).search;
}

export async function fill(
  container: ContainerClient,
  blobs: ReadonlyMap<string, Buffer>,
): Promise<void> {
  await container.create();
  for (const [name, content] of blobs) {
    await container.getBlockBlobClient(name).upload(content, content.length);
  }
}
