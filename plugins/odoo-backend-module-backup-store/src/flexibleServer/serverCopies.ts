import { BackupCopy, Platform } from '@plumbline/plugin-odoo-common';
import { FlexibleServer } from './armShapes';

/** Where Azure keeps the backups of a managed server, as far as it says. */
export function serverCopies(
  { location, properties }: FlexibleServer,
  resourceId: string,
  { regions }: Pick<Platform, 'regions'>,
): BackupCopy[] {
  const region = location.toLowerCase().replaceAll(' ', '');
  const geo = properties.backup?.geoRedundantBackup;
  const primary: BackupCopy = {
    id: `https://management.azure.com${resourceId}`,
    region,
    role: 'primary',
    immutability: { state: 'unknown', days: null, legalHold: 'unknown' },
    versioning: 'unknown',
    softDeleteDays: 'unknown',
    lifecycle: 'unknown',
    replication: geo === 'Disabled' ? 'none' : 'unknown',
  };
  if (geo !== 'Enabled') return [primary];
  const paired = regions.find(known => known.name === region)?.pairedRegion;
  return [
    primary,
    {
      ...primary,
      id: `${primary.id}#geo-redundant-backup`,
      region: paired ?? 'unknown',
      role: 'geo-secondary',
      lastSyncAt: null,
    },
  ];
}
