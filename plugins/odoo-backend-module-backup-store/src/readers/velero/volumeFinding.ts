import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore, BlobStoreError } from '../../store';
import { BackupResource } from './backupResource';
import { VeleroFolder } from './folders';

const MAX_LIST_BYTES = 4 * 1024 * 1024;
const WHOSE = {
  true: ', a PostgreSQL server among it',
  false: '; no PostgreSQL server is among it',
  unknown: ', and whether a PostgreSQL server is among it could not be read',
} as const;
const POSTGRES = /postgres|cnpg\.io|patroni|-db-\d/i;

/**
 * Snapshots of volumes lie beside the store and cannot be seen in it; taken of a database that runs, without a hook
 * that halts it, they are what a power cut would leave.
 */
export async function volumeFinding(
  store: BlobStore,
  folder: VeleroFolder,
  { spec, status }: BackupResource,
  signal?: AbortSignal,
): Promise<BackupFinding | undefined> {
  const snapshots =
    status.volumeSnapshotsAttempted + status.csiVolumeSnapshotsAttempted;
  if (snapshots === 0) return undefined;
  const { hooksAttempted = 0, hooksFailed = 0 } = status.hookStatus ?? {};
  const hooked =
    hooksFailed === 0 &&
    (hooksAttempted > 0 || (spec?.hooks?.resources?.length ?? 0) > 0);
  const outside = `${snapshots} snapshots of volumes lie outside of this store, so it cannot show whether they still exist`;
  if (hooked) {
    return {
      code: 'snapshots-not-seen',
      severity: 'info',
      subject: folder.id,
      summary: `${outside}.`,
      action: 'Prove them by a restore test.',
    };
  }
  const database = await holdsDatabase(store, folder, signal);
  return {
    code: 'crash-consistent',
    severity: database === false ? 'info' : 'degraded',
    subject: folder.id,
    summary: `${outside}; no hook halted what was running, so they are crash-consistent at best${
      WHOSE[`${database}`]
    }.`,
    action:
      'Back the database up with WAL archiving, or let a hook halt it while the snapshot is taken.',
  };
}

async function holdsDatabase(
  store: BlobStore,
  { resourceList }: VeleroFolder,
  signal?: AbortSignal,
): Promise<boolean | 'unknown'> {
  if (!resourceList) return 'unknown';
  try {
    const packed = await store.read(resourceList.name, {
      maxBytes: MAX_LIST_BYTES,
      signal,
    });
    const text = await promisify(gunzip)(packed, {
      maxOutputLength: MAX_LIST_BYTES,
    });
    return POSTGRES.test(text.toString('utf8'));
  } catch (error) {
    if (error instanceof BlobStoreError || isOfZlib(error)) return 'unknown';
    throw error;
  }
}

function isOfZlib(error: unknown): boolean {
  return /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(String(Object(error).code));
}
