import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccountSASPermissions,
  BlobServiceClient,
  ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { Azurite, Extent, freePort, PastBlob, writeWorkspace } from 'sandbox';

const ACCOUNT = 'bench';
const KEY = Buffer.alloc(64, 'bench').toString('base64');
const CONTAINER = 'acme-backup';
const HOUR_MS = 3_600_000;

export type NewBlob = Pick<PastBlob, 'name' | 'at'> & { content: Buffer };

/** A container in a real Azurite, the emulator of Azure Blob Storage. */
export interface Store {
  port: number;
  /** For uploads. */
  container: ContainerClient;
  /** URL of the container through another port, with the right to list and read. */
  readableUrl(port: number): string;
  stop(): Promise<void>;
}

/** Azurite is given the blobs as it would find them after a restart: uploads of 100,000 take minutes. */
export async function startStore(blobs: Iterable<NewBlob>): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-recovery-'));
  await seed(folder, blobs);
  const port = await freePort();
  const azurite = new Azurite({ folder, port, accounts: { [ACCOUNT]: KEY } });
  await azurite.start();
  const service = new BlobServiceClient(
    `${azurite.url}/${ACCOUNT}`,
    new StorageSharedKeyCredential(ACCOUNT, KEY),
  );
  const sas = service.generateAccountSasUrl(
    new Date(Date.now() + HOUR_MS),
    AccountSASPermissions.parse('rl'),
    'sco',
  );
  return {
    port,
    container: service.getContainerClient(CONTAINER),
    readableUrl: through =>
      `http://127.0.0.1:${through}/${ACCOUNT}/${CONTAINER}${
        new URL(sas).search
      }`,
    stop: async () => {
      await azurite.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function seed(folder: string, blobs: Iterable<NewBlob>): Promise<void> {
  const place = { account: ACCOUNT, container: CONTAINER };
  const extent = new Extent();
  const past = Array.from(blobs, ({ name, at, content }) => ({
    ...place,
    name,
    at,
    bytes: extent.append(content),
  }));
  const container = { account: ACCOUNT, name: CONTAINER, at: new Date() };
  await writeWorkspace(folder, extent, [container], past);
}
