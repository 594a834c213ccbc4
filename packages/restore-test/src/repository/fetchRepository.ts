import { mkdir } from 'node:fs/promises';
import { RestorePoint } from '@plumbline/plugin-odoo-common';
import { TestFailure } from '../failure';
import { BackupContainer } from '../store';
import { BackupInfo } from './backupInfo';
import { fetchBase } from './fetchBase';
import { fetchWal } from './fetchWal';

export interface RepositorySource {
  container: BackupContainer;
  databasePrefix: string;
  point: RestorePoint;
  dataDirectory: string;
  walDirectory: string;
}

export interface FetchedRepository {
  info: BackupInfo;
  /** Every segment that is there to be replayed, in order. */
  chain: string[];
  bytes: number;
}

/** Brings back what the chosen point needs: its base backup and the WAL up to it. */
export async function fetchRepository({
  container,
  databasePrefix,
  point,
  dataDirectory,
  walDirectory,
}: RepositorySource): Promise<FetchedRepository> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const { info, bytes } = await fetchBase(
    container,
    databasePrefix,
    point.backup,
    dataDirectory,
  );
  if (point.systemId !== null && info.systemId !== point.systemId) {
    throw new TestFailure(
      `The base backup ${point.backup} is of system ${info.systemId}, the chosen point of system ${point.systemId}: another database`,
    );
  }
  const chain = await fetchWal({
    container,
    databasePrefix,
    info,
    point,
    directory: walDirectory,
  });
  return { info, chain, bytes: bytes + chain.length * info.segmentBytes };
}
