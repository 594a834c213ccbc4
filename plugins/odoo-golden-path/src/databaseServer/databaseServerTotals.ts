import { Plan, Platform, SharedServer } from '@plumbline/plugin-odoo-common';
import { instancePods } from '../plan/totals';

const MIB_PER_GIB = 1024;

/** What a shared server takes of its cluster; a Flexible Server runs elsewhere. */
export function databaseServerTotals(
  server: SharedServer,
  platform: Platform,
): Plan['totals'] {
  if (server.kind === 'flexible-server') {
    return { pods: 0, cpu: 0, memoryGiB: 0 };
  }
  const { pods, cpu, memoryMiB } = instancePods(
    server,
    platform.tiers[server.tier],
  );
  return {
    pods,
    cpu: pods * cpu,
    memoryGiB: (pods * memoryMiB) / MIB_PER_GIB,
  };
}
