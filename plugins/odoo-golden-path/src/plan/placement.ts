import { InputError } from '@backstage/errors';
import {
  EnvironmentSpec,
  Placement,
  Platform,
} from '@plumbline/plugin-odoo-common';

/** What a cluster has left for further environments. */
export interface ClusterLoad {
  cluster: string;
  spare: { cpu: number; memoryGiB: number };
}

/**
 * Chooses the cluster in the spec's region with the largest share of its scarcer resource left; a
 * cluster whose load is not given counts as empty, ties go to the first by name. Only a new
 * environment is placed: moving one later is a migration, not a plan.
 * @throws InputError when no cluster runs in the region
 */
export function choosePlacement(
  spec: EnvironmentSpec,
  platform: Platform,
  load: readonly ClusterLoad[] = [],
): Placement {
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
  return { cluster: candidates[0].name, databaseServer: 'own' };
}
