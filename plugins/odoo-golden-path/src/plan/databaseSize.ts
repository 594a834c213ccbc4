import { EnvironmentSpec, Platform } from '@plumbline/plugin-odoo-common';
import { OdooSize, WEBSOCKET_CONNECTIONS } from './sizing';

/** Beside every instance: the sidecar of the Barman plugin that ships WAL and base backups. */
export const BACKUP_SIDECAR = { cpu: 0.1, memoryMiB: 256 };

export function sizeDatabase(
  spec: EnvironmentSpec,
  odoo: OdooSize,
  platform: Platform,
) {
  const { sizing } = platform;
  const rule = sizing.database;
  const cpu = Math.max(
    rule.minimumCpu,
    Math.ceil(odoo.peakWorkers / rule.workersPerCpu),
  );
  return {
    instances: platform.tiers[spec.tier].databaseInstances,
    cpu,
    memoryGiB: Math.ceil(
      Math.max(
        rule.minimumMemoryGiB,
        rule.memoryPerDataGiB * spec.data.databaseGiB,
        rule.memoryGiBPerCpu * cpu,
      ),
    ),
    storageGiB: Math.ceil(rule.storageFactor * spec.data.databaseGiB),
    connections: connectionsOf(odoo) + sizing.reservedConnections,
    maxConnections: sizing.maxConnections,
    connectionLimit: Math.floor(sizing.connectionShare * sizing.maxConnections),
  };
}
export type DatabaseSize = ReturnType<typeof sizeDatabase>;

/** At the maximum of web pods and with the surge pod of a rolling update; every process has its own pool. */
function connectionsOf({ web, workersPerPod, cron, websocket }: OdooSize) {
  const webPods = web.maximumPods + 1;
  return (
    webPods * (2 * workersPerPod + 2) +
    cron.pods * (2 * cron.threads + 1) +
    websocket.pods * WEBSOCKET_CONNECTIONS
  );
}
