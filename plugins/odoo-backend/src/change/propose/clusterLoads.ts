import { Platform } from '@plumbline/plugin-odoo-common';
import {
  ClusterLoad,
  databaseServerTotals,
} from '@plumbline/plugin-odoo-golden-path';
import { RegistrySnapshot } from '../../registry';

/** What each cluster has left when every registered environment and shared server takes what its plan may take. */
export function clusterLoads(
  snapshot: RegistrySnapshot,
  platform: Platform,
): ClusterLoad[] {
  return platform.clusters.map(({ name, capacity }) => {
    const totals = [
      ...[...snapshot.environments.values()]
        .filter(({ placement }) => placement.cluster === name)
        .map(({ plan }) => plan.totals),
      ...platform.database.servers
        .filter(({ cluster }) => cluster === name)
        .map(server => databaseServerTotals(server, platform)),
    ];
    const used = (key: 'cpu' | 'memoryGiB') =>
      totals.reduce((sum, total) => sum + total[key], 0);
    return {
      cluster: name,
      spare: {
        cpu: capacity.cpu - used('cpu'),
        memoryGiB: capacity.memoryGiB - used('memoryGiB'),
      },
    };
  });
}
