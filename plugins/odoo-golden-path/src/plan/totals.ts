import {
  EnvironmentSpec,
  Platform,
  TierPolicy,
} from '@plumbline/plugin-odoo-common';
import { ARCHIVE_POD, archivesOf } from './archives';
import {
  ACCESS_POD,
  BACKUP_SIDECAR,
  DatabaseSize,
  RESTORE_SIDECAR,
} from './databaseSize';
import {
  FILESTORE_COPY_POD,
  filestoreCopyOf,
  filestoreRestoreImage,
} from './filestoreCopy';
import { HIBERNATION_PODS, isHibernated } from './hibernation';
import { MIGRATION_POD, OdooSize, SCRIPT_POD, SERIES_POD } from './sizing';

const MIB_PER_GIB = 1024;
const round = (value: number) => Math.round(value * 100) / 100;

const requestOf = (pod: { cpu: number; memoryRequestMiB: number }) => ({
  cpu: pod.cpu,
  memoryMiB: pod.memoryRequestMiB,
});

const isOwnCluster = (
  { database: { kind } }: EnvironmentSpec,
  { server }: DatabaseSize,
) => kind === 'cloudnative-pg' && !server;

/**
 * Requests when everything runs at once: web at its maximum, one surge pod for each Deployment
 * that rolls (web, websocket; cron and queue are recreated), the Jobs and all database instances.
 */
export function totalsOf(
  spec: EnvironmentSpec,
  { odoo, database }: { odoo: OdooSize; database: DatabaseSize },
  platform: Platform,
) {
  const tier = platform.tiers[spec.tier];
  const groups = [
    { pods: odoo.web.maximumPods + 1, ...requestOf(odoo.web) },
    { pods: odoo.websocket.pods + 1, ...requestOf(odoo.websocket) },
    { pods: odoo.cron.pods, ...requestOf(odoo.cron) },
    ...(odoo.queue
      ? [{ pods: odoo.queue.pods, ...requestOf(odoo.queue) }]
      : []),
    // A copy may be of the series before: a step of class `series` is taken by no other.
    { pods: 1, ...requestOf(spec.copyOf ? SERIES_POD : MIGRATION_POD) },
    {
      pods: spec.copyOf && isOwnCluster(spec, database) ? 1 : 0,
      ...RESTORE_SIDECAR,
    },
    {
      pods: filestoreCopyOf(platform, tier) ? 1 : 0,
      ...requestOf(FILESTORE_COPY_POD),
    },
    {
      pods: spec.copyOf && filestoreRestoreImage(platform) ? 1 : 0,
      ...requestOf(FILESTORE_COPY_POD),
    },
    {
      pods: archivesOf(platform, tier, spec) ? 1 : 0,
      ...requestOf(ARCHIVE_POD),
    },
    {
      pods: isHibernated(spec, tier, database.server) ? HIBERNATION_PODS : 0,
      ...requestOf(SCRIPT_POD),
    },
    databasePods(spec, database, tier),
  ];
  const sum = (of: (group: (typeof groups)[number]) => number) =>
    groups.reduce((total, group) => total + of(group), 0);
  return {
    pods: sum(({ pods }) => pods),
    cpu: round(sum(({ pods, cpu }) => pods * cpu)),
    memoryGiB: round(
      sum(({ pods, memoryMiB }) => pods * memoryMiB) / MIB_PER_GIB,
    ),
  };
}

/** Of what runs in the environment's own namespace. */
function databasePods(
  { database: { kind } }: EnvironmentSpec,
  database: DatabaseSize,
  tier: TierPolicy,
) {
  if (database.server) return { pods: 0, cpu: 0, memoryMiB: 0 };
  return kind === 'flexible-server'
    ? { pods: 1, ...requestOf(ACCESS_POD) }
    : instancePods(database, tier);
}

/** PostgreSQL by CloudNativePG with its sidecar. */
export function instancePods(
  {
    instances,
    cpu,
    memoryGiB,
  }: Pick<DatabaseSize, 'instances' | 'cpu' | 'memoryGiB'>,
  { backupSchedule }: Pick<TierPolicy, 'backupSchedule'>,
) {
  const sidecar = backupSchedule ? BACKUP_SIDECAR : { cpu: 0, memoryMiB: 0 };
  return {
    pods: instances,
    cpu: cpu + sidecar.cpu,
    memoryMiB: memoryGiB * MIB_PER_GIB + sidecar.memoryMiB,
  };
}
