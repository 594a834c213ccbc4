import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  AccountSASPermissions,
  BlobServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

/** Account and key that every Azurite has; published by Microsoft. */
const ACCOUNT = 'devstoreaccount1';
const KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const HOUR_MS = 3_600_000;

/** The emulator of Azure Blob Storage, in memory, in a process of its own. */
export interface Azurite {
  port: number;
  service: BlobServiceClient;
  /** A query that allows to list and read everything. */
  sas: string;
  stop(): Promise<void>;
}

export async function startAzurite(): Promise<Azurite> {
  const child = spawn(
    process.execPath,
    [
      require.resolve('azurite/dist/src/blob/main.js'),
      ...['--blobHost', '127.0.0.1', '--blobPort', '0'],
      ...['--inMemoryPersistence', '--extentMemoryLimit', '1024'],
      ...['--skipApiVersionCheck', '--disableTelemetry', '--silent'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
    if (!port) continue;
    child.stdout.resume();
    const service = new BlobServiceClient(
      accountUrl(Number(port)),
      new StorageSharedKeyCredential(ACCOUNT, KEY),
    );
    const sas = service.generateAccountSasUrl(
      new Date(Date.now() + HOUR_MS),
      AccountSASPermissions.parse('rl'),
      'sco',
    );
    return {
      port: Number(port),
      service,
      sas: new URL(sas).search,
      stop: async () => {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error('Azurite did not start');
}

export function accountUrl(port: number): string {
  return `http://127.0.0.1:${port}/${ACCOUNT}`;
}
