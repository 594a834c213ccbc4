import {
  backupLocationOf,
  databaseServerPartOf,
  environmentRefSchema,
  serverBackupLocationOf,
  type BackupLocation,
  type Platform,
  type SharedServer,
} from '@plumbline/plugin-odoo-common';

/** Where a server's backups lie, by the name of its environment, or by its own when environments share it. */
export function placeOf(
  platform: Platform,
  { environment, region }: { environment: string; region: string },
): BackupLocation {
  const shared = sharedServerOf(platform, environment);
  if (shared) {
    return {
      ...serverBackupLocationOf(platform, shared),
      // Documents are their environments' own: nobody looks for them here.
      filestorePrefix: 'filestore/',
      restoreTestPrefix: `${shared.name}/`,
    };
  }
  return backupLocationOf(
    platform,
    environmentRefSchema.parse(environment),
    region,
  );
}

export const sharedServerOf = (
  { database }: Platform,
  name: string,
): SharedServer | undefined =>
  database.servers.find(server => databaseServerPartOf(server.name) === name);
