import {
  EnvironmentSpec,
  Plan,
  Platform,
  SharedServer,
} from '@plumbline/plugin-odoo-common';
import {
  flexibleServerSku,
  flexibleServerStorageGiB,
} from './flexibleServerSize';
import { OdooSize, WEBSOCKET_CONNECTIONS } from './sizing';

/** Beside every instance: the sidecar of the Barman plugin that ships WAL and base backups. */
export const BACKUP_SIDECAR = { cpu: 0.1, memoryMiB: 256 };

/** Beside the pod that reads the backups of a source back: it unpacks whole files, several at once. */
export const RESTORE_SIDECAR = { cpu: 0.1, memoryMiB: 1024 };

/** The Job that makes role and database on a Flexible Server. */
export const ACCESS_POD = {
  cpu: 0.1,
  memoryRequestMiB: 128,
  memoryLimitMiB: 256,
};

/** What the data and its users ask for; what the environment gets can be more. */
export interface DatabaseNeed {
  cpu: number;
  memoryGiB: number;
  storageGiB: number;
}

export type DatabaseSize = Plan['database'];

export function databaseNeed(
  spec: EnvironmentSpec,
  odoo: OdooSize,
  { sizing }: Platform,
): DatabaseNeed {
  const rule = sizing.database;
  const cpu = Math.max(
    rule.minimumCpu,
    Math.ceil(odoo.peakWorkers / rule.workersPerCpu),
  );
  return {
    cpu,
    memoryGiB: Math.ceil(
      Math.max(
        rule.minimumMemoryGiB,
        rule.memoryPerDataGiB * spec.data.databaseGiB,
        rule.memoryGiBPerCpu * cpu,
      ),
    ),
    storageGiB: Math.ceil(rule.storageFactor * spec.data.databaseGiB),
  };
}

/** @param server - the one that the environment shares; absent: it has its own */
export function sizeDatabase(
  spec: EnvironmentSpec,
  odoo: OdooSize,
  platform: Platform,
  server?: SharedServer,
): DatabaseSize {
  const { sizing } = platform;
  const size = server
    ? sharedSize(server)
    : ownSize(spec, databaseNeed(spec, odoo, platform), platform);
  return {
    ...size,
    connections: connectionsOf(odoo) + sizing.reservedConnections,
    connectionLimit: Math.floor(sizing.connectionShare * size.maxConnections),
  };
}

function sharedSize(server: SharedServer) {
  return {
    server: server.name,
    ...(server.kind === 'flexible-server' && { sku: sharedSku(server).name }),
    instances: server.instances,
    cpu: server.cpu,
    memoryGiB: server.memoryGiB,
    storageGiB: server.storageGiB,
    maxConnections: server.maxConnections,
  };
}

export function sharedSku(server: SharedServer) {
  return flexibleServerSku(server, { burstable: false });
}

function ownSize(
  spec: EnvironmentSpec,
  need: DatabaseNeed,
  platform: Platform,
) {
  const tier = platform.tiers[spec.tier];
  if (spec.database.kind === 'cloudnative-pg') {
    return {
      instances: tier.databaseInstances,
      ...need,
      maxConnections: platform.sizing.maxConnections,
    };
  }
  const { name, cpu, memoryGiB, connections } = flexibleServerSku(
    need,
    // Only what is rebuilt rather than restored.
    { burstable: !tier.backupSchedule },
  );
  return {
    sku: name,
    instances: Math.min(2, tier.databaseInstances),
    cpu,
    memoryGiB,
    storageGiB: flexibleServerStorageGiB(need.storageGiB),
    maxConnections: connections,
  };
}

/** At the maximum of web pods and with the surge pod of a rolling update; every process has its own pool. */
function connectionsOf({
  web,
  workersPerPod,
  cron,
  websocket,
  queue,
}: OdooSize) {
  const webPods = web.maximumPods + 1;
  return (
    webPods * (2 * workersPerPod + 2) +
    cron.pods * (2 * cron.threads + 1) +
    websocket.pods * WEBSOCKET_CONNECTIONS +
    (queue ? queue.pods * (2 * queue.workers + 2) : 0)
  );
}
