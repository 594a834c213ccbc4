import { Platform, TierPolicy } from '@plumbline/plugin-odoo-common';
import { BACKUP_SIDECAR, DatabaseSize } from './databaseSize';
import { FILESTORE_COPY_POD, filestoreCopyOf } from './filestoreCopy';
import { MIGRATION_POD, OdooSize } from './sizing';

const MIB_PER_GIB = 1024;
const round = (value: number) => Math.round(value * 100) / 100;

const requestOf = (pod: { cpu: number; memoryRequestMiB: number }) => ({
  cpu: pod.cpu,
  memoryMiB: pod.memoryRequestMiB,
});

/**
 * Requests when everything runs at once: web at its maximum, one surge pod for each Deployment
 * that rolls (web, websocket; cron is recreated), the Jobs and all database instances.
 */
export function totalsOf(
  odoo: OdooSize,
  database: DatabaseSize,
  tier: TierPolicy,
  platform: Platform,
) {
  const sidecar = tier.backupSchedule
    ? BACKUP_SIDECAR
    : { cpu: 0, memoryMiB: 0 };
  const groups = [
    { pods: odoo.web.maximumPods + 1, ...requestOf(odoo.web) },
    { pods: odoo.websocket.pods + 1, ...requestOf(odoo.websocket) },
    { pods: odoo.cron.pods, ...requestOf(odoo.cron) },
    { pods: 1, ...requestOf(MIGRATION_POD) },
    {
      pods: filestoreCopyOf(platform, tier) ? 1 : 0,
      ...requestOf(FILESTORE_COPY_POD),
    },
    {
      pods: database.instances,
      cpu: database.cpu + sidecar.cpu,
      memoryMiB: database.memoryGiB * MIB_PER_GIB + sidecar.memoryMiB,
    },
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
