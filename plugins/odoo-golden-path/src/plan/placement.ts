import { InputError } from '@backstage/errors';
import {
  EnvironmentRef,
  EnvironmentSpec,
  Placement,
  Platform,
  formatEnvironmentRef,
  sharesServer,
} from '@plumbline/plugin-odoo-common';
import {
  DatabaseServerTenants,
  chooseServer,
} from '../databaseServer/chooseServer';
import { DatabaseSize } from './databaseSize';

export interface PlacementInput {
  ref: EnvironmentRef;
  spec: EnvironmentSpec;
  platform: Platform;
  load?: readonly ClusterLoad[];
  /** Who is on the shared servers; a server that is not named is empty. */
  tenants?: DatabaseServerTenants;
}

/** What a cluster has left for further environments. */
export interface ClusterLoad {
  cluster: string;
  spare: { cpu: number; memoryGiB: number };
}

/**
 * Chooses once where a new environment goes: a shared server decides on the cluster as well, because the
 * server's objects and network are there. Moving an environment later is a migration, not a plan.
 * @throws InputError when no cluster runs in the region, NoServerError when no server to share holds it
 */
export function choosePlacement(
  { ref, spec, platform, load, tenants }: PlacementInput,
  database: DatabaseSize,
): Placement {
  if (!sharesServer(ref, spec)) {
    return {
      cluster: chooseCluster(spec, platform, load),
      databaseServer: 'own',
    };
  }
  const newcomer = {
    environment: formatEnvironmentRef(ref),
    tier: spec.tier,
    connections: database.connections,
    databaseGiB: spec.data.databaseGiB,
  };
  const { name, cluster } = chooseServer(spec, newcomer, platform, tenants);
  return { cluster, databaseServer: name };
}

/**
 * The cluster in the spec's region with the largest share of its scarcer resource left; a
 * cluster whose load is not given counts as empty, ties go to the first by name.
 */
function chooseCluster(
  spec: EnvironmentSpec,
  platform: Platform,
  load: readonly ClusterLoad[] = [],
): string {
  const candidates = platform.clusters
    .filter(({ region }) => region === spec.region)
    .map(({ name, capacity }) => {
      const spare =
        load.find(({ cluster }) => cluster === name)?.spare ?? capacity;
      return {
        name,
        share: Math.min(
          spare.cpu / capacity.cpu,
          spare.memoryGiB / capacity.memoryGiB,
        ),
      };
    })
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  if (candidates.length === 0) {
    throw new InputError(`No cluster of this platform runs in ${spec.region}`);
  }
  return candidates[0].name;
}
