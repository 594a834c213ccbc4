import {
  backupLocationOf,
  databaseServerPartOf,
  environmentRefSchema,
  serverBackupLocationOf,
  type BackupLocation,
  type Platform,
  type SharedServer,
} from '@plumbline/plugin-odoo-common';

/** What of a backup location the sandbox fills. */
export type ServerPlace = Pick<
  BackupLocation,
  'container' | 'databasePrefix' | 'filestorePrefix'
>;

export const sharedServerOf = (
  { database }: Platform,
  name: string,
): SharedServer | undefined =>
  database.servers.find(server => databaseServerPartOf(server.name) === name);

/** Where a server's backups lie, by the name of its environment, or by its own when environments share it. */
export function placeOf(
  platform: Platform,
  { environment, region }: { environment: string; region: string },
): ServerPlace {
  const shared = sharedServerOf(platform, environment);
  if (shared) {
    return {
      ...serverBackupLocationOf(platform, shared),
      // Documents are their environments' own: nobody looks for them here.
      filestorePrefix: 'filestore/',
    };
  }
  return backupLocationOf(
    platform,
    environmentRefSchema.parse(environment),
    region,
  );
}
