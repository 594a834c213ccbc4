import { environmentName, EnvironmentRef } from '../environment/ref';
import { SharedServer } from './database';
import { Platform } from './platform';

/** Name of the CloudNativePG cluster, and with it of the server in the object store. */
export const DATABASE_SERVER_NAME = 'odoo-db';

/** Container of every backup account in which restore tests leave their results. */
export const RESTORE_TEST_CONTAINER = 'restore-tests';

/**
 * Written into the copy of a filestore when a whole round of copying has ended: `{"startedAt": RFC 3339}`, the
 * moment the round began. Attachments are only added, so a quiet filestore leaves no newer file to tell that its
 * copy is up to date; without this mark the newest file's time counts.
 */
export const FILESTORE_SYNC_MARK = '.last-sync.json';

/** Where the backups of an environment lie, as the golden path renders it. */
export interface BackupLocation {
  /** Origin of the storage account, such as `https://account.blob.core.windows.net`. */
  accountUrl: string;
  container: string;
  /** `destinationPath` of the Barman object store. */
  destinationUrl: string;
  /** Inside the container, ending in `/`: base backups and WAL of the database. */
  databasePrefix: string;
  /** Inside the container, ending in `/`: the copy of the filestore, `<2 hex>/<sha1>`. */
  filestorePrefix: string;
  /** Inside the container, ending in `/`: monthly archives, `<year>-<month>/`. */
  archivePrefix: string;
  /** Inside `RESTORE_TEST_CONTAINER`, ending in `/`. */
  restoreTestPrefix: string;
}

/** `{name}` and `{region}` of `backupDestination` become the environment's. */
export function backupLocationOf(
  platform: Pick<Platform, 'database'>,
  ref: EnvironmentRef,
  region: string,
): BackupLocation {
  return locationOf(platform, environmentName(ref), region);
}

/** Of a shared database server: one repository for every environment on it. */
export function serverBackupLocationOf(
  platform: Pick<Platform, 'database'>,
  { name, region }: Pick<SharedServer, 'name' | 'region'>,
): Pick<
  BackupLocation,
  'accountUrl' | 'container' | 'destinationUrl' | 'databasePrefix'
> {
  return locationOf(platform, name, region);
}

function locationOf(
  { database }: Pick<Platform, 'database'>,
  name: string,
  region: string,
): BackupLocation {
  const destinationUrl = database.backupDestination
    .replaceAll('{name}', name)
    .replaceAll('{region}', region)
    .replace(/\/+$/, '');
  const { origin, pathname } = new URL(destinationUrl);
  const [container, ...folders] = pathname.split('/').filter(Boolean);
  const base = folders.map(folder => `${folder}/`).join('');
  return {
    accountUrl: origin,
    container,
    destinationUrl,
    databasePrefix: `${base}${DATABASE_SERVER_NAME}/`,
    filestorePrefix: `${base}filestore/`,
    archivePrefix: `${base}archives/`,
    restoreTestPrefix: `${name}/`,
  };
}
