import {
  BackupLocation,
  TierPolicy,
  backupLocationOf,
} from '@plumbline/plugin-odoo-common';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { ObjectContext } from '../manifest/objectContext';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { cores, mebibytes } from '../manifest/quantities';
import { RenderContext } from '../manifest/renderContext';
import { BACKUP_SIDECAR } from '../plan/databaseSize';
import { hasOwnCluster } from './database';

/** Of the environment's own cluster: a shared server and a Flexible Server are backed up by themselves. */
export function backupStoreComponent(context: RenderContext): Manifest[] {
  const { ref, platform, spec, tier } = context;
  return hasOwnCluster(context)
    ? backupStore(context, tier, backupLocationOf(platform, ref, spec.region))
    : [];
}

/** Where WAL and base backups go, and how long they stay; detached like the database itself. */
export function backupStore(
  context: ObjectContext,
  { backupSchedule, retentionDays }: TierPolicy,
  { destinationUrl }: Pick<BackupLocation, 'destinationUrl'>,
): Manifest[] {
  if (!backupSchedule) return [];
  const { cpu, memoryMiB } = BACKUP_SIDECAR;
  return [
    {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.objectStore,
        component: 'database',
        wave: 'backupStore',
        holdsData: true,
      }),
      spec: {
        retentionPolicy: `${retentionDays}d`,
        configuration: {
          destinationPath: destinationUrl,
          azureCredentials: { inheritFromAzureAD: true },
          // gzip ends with the length of its content: four bytes tell whether a file was cut short.
          data: { compression: 'gzip', jobs: 2 },
          wal: { compression: 'gzip', maxParallel: 4 },
        },
        instanceSidecarConfiguration: {
          resources: {
            requests: { cpu: cores(cpu), memory: mebibytes(memoryMiB) },
            limits: { memory: mebibytes(2 * memoryMiB) },
          },
        },
      },
    },
  ];
}
