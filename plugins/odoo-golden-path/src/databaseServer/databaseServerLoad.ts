import {
  DatabaseServer,
  EnvironmentSpec,
  Plan,
  Platform,
  SharedServer,
  Tier,
} from '@plumbline/plugin-odoo-common';

/** What one environment takes of the server that it shares. */
export interface DatabaseServerTenant {
  /** `<tenant>/<stage>` */
  environment: string;
  tier: Tier;
  /** What it opens at its peak, surge included: the limit of its role. */
  connections: number;
  databaseGiB: number;
}

/** A shared server planned as a whole, in the terms of its page. */
export interface DatabaseServerLoad
  extends Pick<
    DatabaseServer,
    'tier' | 'strictestTier' | 'connections' | 'storage'
  > {
  /** Peaks and data of all fit, and nobody is stricter than the server is built for. */
  holds: boolean;
}

export const tenantOf = (
  environment: string,
  { spec, plan }: { spec: EnvironmentSpec; plan: Plan },
): DatabaseServerTenant => ({
  environment,
  tier: spec.tier,
  connections: plan.database.connections,
  databaseGiB: spec.data.databaseGiB,
});

/** The data that the volume holds with what grows beside it: WAL, indices, bloat. */
export const capacityGiBOf = (
  { storageGiB }: Pick<SharedServer, 'storageGiB'>,
  { sizing }: Pick<Platform, 'sizing'>,
) => Math.floor(storageGiB / sizing.database.storageFactor);

/** Month end is everybody's at once: peaks are summed, none is averaged away. */
export function databaseServerLoad(
  server: SharedServer,
  tenants: readonly DatabaseServerTenant[],
  platform: Pick<Platform, 'sizing'>,
): DatabaseServerLoad {
  const sum = (of: (tenant: DatabaseServerTenant) => number) =>
    tenants.reduce((total, tenant) => total + of(tenant), 0);
  const connections = {
    peak: sum(tenant => tenant.connections),
    limit: Math.floor(platform.sizing.connectionShare * server.maxConnections),
    maximum: server.maxConnections,
  };
  const storage = {
    databaseGiB: sum(tenant => tenant.databaseGiB),
    capacityGiB: capacityGiBOf(server, platform),
  };
  const strictestTier = tenants
    .map(({ tier }) => tier)
    .sort((a, b) => a - b)
    .at(0);
  return {
    tier: server.tier,
    strictestTier,
    connections,
    storage,
    holds:
      connections.peak <= connections.limit &&
      storage.databaseGiB <= storage.capacityGiB &&
      (strictestTier === undefined || server.tier <= strictestTier),
  };
}
