import { Plan, TierPolicy } from '@plumbline/plugin-odoo-common';
import { labelsOf } from '../../manifest/labels';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { ObjectContext } from '../../manifest/objectContext';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { cores, gibibytes } from '../../manifest/quantities';
import { walArchiveSeconds } from '../../plan/backups';
import { HIBERNATION_ANNOTATION } from '../hibernation/hibernates';

/** Name under which CloudNativePG finds the Barman Cloud plugin. */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';

export interface ClusterOptions {
  size: Pick<
    Plan['database'],
    'instances' | 'cpu' | 'memoryGiB' | 'storageGiB' | 'maxConnections'
  >;
  tier: TierPolicy;
  bootstrap: ManifestFields;
  /** Those that it is a copy of. */
  externalClusters?: ManifestFields[];
  /** Rules before CloudNativePG's own last one, which lets every role into every database. */
  hostRules?: string[];
  priorityClassName?: string;
  /** ConfigMap of custom queries of its exporter. */
  customQueries?: { name: string; key: string };
  /** Hibernated by its hours. */
  sleeps?: boolean;
}

/**
 * PostgreSQL by CloudNativePG; with backups, WAL goes to the object store by the Barman plugin
 * (the in-tree form is removed in CloudNativePG 1.31).
 *
 * Removing it from Git detaches it: the controller leaves it where it is, and only a decommissioning
 * change that has proven a last backup may delete it.
 */
export function postgresCluster(
  context: ObjectContext,
  options: ClusterOptions,
): Manifest {
  const { size, tier, bootstrap, hostRules, priorityClassName } = options;
  const { platform } = context;
  const { instances, cpu, memoryGiB, storageGiB, maxConnections } = size;
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES.database,
      component: 'database',
      wave: 'database',
      holdsData: true,
      // Who sleeps owns the annotation; of all others Git does, so that nobody is put to sleep by hand.
      annotations: options.sleeps
        ? undefined
        : { [HIBERNATION_ANNOTATION]: 'off' },
    }),
    spec: {
      instances,
      imageName: platform.database.imageName,
      inheritedMetadata: {
        labels: {
          ...labelsOf(context, 'database'),
          // Its own backups and those of a source lie in Azure: a pod without the label gets no token.
          ...((tier.backupSchedule || options.externalClusters) && {
            'azure.workload.identity/use': 'true',
          }),
        },
      },
      bootstrap,
      externalClusters: options.externalClusters,
      priorityClassName,
      enableSuperuserAccess: false,
      // A budget over a single instance would block every node drain for good.
      enablePDB: instances > 1,
      primaryUpdateStrategy: 'unsupervised',
      postgresql: {
        parameters: {
          max_connections: String(maxConnections),
          archive_timeout: `${walArchiveSeconds(tier)}s`,
          shared_buffers: `${Math.floor(memoryGiB / 4)}GB`,
          effective_cache_size: `${Math.floor((memoryGiB * 3) / 4)}GB`,
          log_lock_waits: 'on',
          log_min_duration_statement: '1000',
        },
        ...(hostRules && { pg_hba: hostRules }),
        ...synchronousReplication(instances),
      },
      resources: {
        requests: { cpu: cores(cpu), memory: gibibytes(memoryGiB) },
        limits: { memory: gibibytes(memoryGiB) },
      },
      storage: {
        size: gibibytes(storageGiB),
        storageClass: platform.database.storageClass,
      },
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: 'preferred',
        topologyKey: 'topology.kubernetes.io/zone',
      },
      ...(options.customQueries && {
        monitoring: { customQueriesConfigMap: [options.customQueries] },
      }),
      ...(tier.backupSchedule && {
        plugins: [
          {
            name: BARMAN_PLUGIN,
            isWALArchiver: true,
            parameters: { barmanObjectName: OBJECT_NAMES.objectStore },
          },
        ],
      }),
    },
  };
}

/** With a single standby, its loss must not stop all writes; with two, no commit may be on one node only. */
function synchronousReplication(instances: number): ManifestFields {
  if (instances === 1) return {};
  return {
    synchronous: {
      method: 'any',
      number: 1,
      dataDurability: instances > 2 ? 'required' : 'preferred',
    },
  };
}
