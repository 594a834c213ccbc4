import {
  backupLocationOf,
  environmentRefSchema,
  type BackupLocation,
  type Platform,
} from '@plumbline/plugin-odoo-common';

/** Where a server's backups lie, by the environment's name. */
export function placeOf(
  platform: Platform,
  { environment, region }: { environment: string; region: string },
): BackupLocation {
  return backupLocationOf(
    platform,
    environmentRefSchema.parse(environment),
    region,
  );
}
