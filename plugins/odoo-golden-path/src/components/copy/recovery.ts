import { DATABASE_SERVER_NAME } from '@plumbline/plugin-odoo-common';
import { CopySource } from '../../manifest/copySource';
import { flexibleServerName } from '../../manifest/databasePlace';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { ObjectContext } from '../../manifest/objectContext';
import { DATABASE_NAME, OBJECT_NAMES } from '../../manifest/objectNames';
import { cores, mebibytes } from '../../manifest/quantities';
import { RenderContext } from '../../manifest/renderContext';
import { RESTORE_SIDECAR } from '../../plan/databaseSize';
import { BARMAN_PLUGIN, ClusterOptions } from '../database/cluster';
import { flexibleServerNetwork } from '../database/flexibleServer';
import { COPY_NAMES, SOURCE_CLUSTER } from './objectNames';

/**
 * How a CloudNativePG cluster begins as a copy. Its own WAL goes to its own object store, another destination: the
 * lineage of the source is only read. After the recovery the role gets the password of this environment.
 */
export const recoveryOf = ({
  at,
}: CopySource): Pick<ClusterOptions, 'bootstrap' | 'externalClusters'> => ({
  bootstrap: {
    recovery: {
      source: SOURCE_CLUSTER,
      database: DATABASE_NAME,
      owner: DATABASE_NAME,
      secret: { name: OBJECT_NAMES.databaseSecret },
      // Beyond the last archived commit it fails, which is what is wanted: less than was asked for is no copy.
      ...(at && { recoveryTarget: { targetTime: at } }),
    },
  },
  externalClusters: [
    {
      name: SOURCE_CLUSTER,
      plugin: {
        name: BARMAN_PLUGIN,
        parameters: {
          barmanObjectName: COPY_NAMES.sourceStore,
          serverName: DATABASE_SERVER_NAME,
        },
      },
    },
  ],
});

/**
 * The source's backups as the new cluster sees them. Whoever makes the Azure identity of the database's account lets
 * it read that one container, and no more. The plugin deletes by the retention of the store that a cluster archives
 * to, which this one is not; it has one because the policies know no store without.
 */
export const sourceStore = (
  context: RenderContext,
  { backups }: CopySource,
): Manifest => ({
  apiVersion: 'barmancloud.cnpg.io/v1',
  kind: 'ObjectStore',
  metadata: metadataOf(context, {
    name: COPY_NAMES.sourceStore,
    component: 'database',
    wave: 'backupStore',
    holdsData: true,
  }),
  spec: {
    retentionPolicy: `${context.tier.retentionDays}d`,
    configuration: {
      destinationPath: backups.destinationUrl,
      azureCredentials: { inheritFromAzureAD: true },
      data: { jobs: 2 },
      wal: { maxParallel: 4 },
    },
    // The plugin gives it to the Job that reads the backups; without it the namespace's small default would be its limit.
    instanceSidecarConfiguration: {
      resources: {
        requests: {
          cpu: cores(RESTORE_SIDECAR.cpu),
          memory: mebibytes(RESTORE_SIDECAR.memoryMiB),
        },
        limits: { memory: mebibytes(2 * RESTORE_SIDECAR.memoryMiB) },
      },
    },
  },
});

/**
 * How a Flexible Server begins as a copy: Azure restores the source's own backups into a new server of the same
 * region. Not verified against Azure: whether it takes the sizes and the password of the new server at once, or with
 * the next reconciliation, and whether a server that exists takes this mode as an update, which is documented of
 * `Default` alone: it stays in every later reconciliation.
 */
export function pointInTimeRestore(
  context: ObjectContext,
  { name, at }: CopySource,
  region: string,
): ManifestFields {
  const { resourceGroup } = flexibleServerNetwork(context, region);
  const server = flexibleServerName(context.platform, name);
  return {
    createMode: 'PointInTimeRestore',
    sourceServerResourceReference: {
      armId: `${resourceGroup}/providers/Microsoft.DBforPostgreSQL/flexibleServers/${server}`,
    },
    // `checkSpec` asks for it.
    pointInTimeUTC: at ?? '',
  };
}
