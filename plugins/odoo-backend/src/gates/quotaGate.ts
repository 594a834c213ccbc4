import { Platform, formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { checkQuota } from '@plumbline/plugin-odoo-golden-path';
import { Gate } from './Gate';

/** Namespace, cluster and database server hold the plan beside everybody who is there already. */
export function quotaGate(platform: Platform): Gate {
  return {
    id: 'quota',
    async evaluate({ change }) {
      const { plan, rendered, placement, ref, snapshot } = change;
      const own = formatEnvironmentRef(ref);
      return checkQuota({
        plan,
        platform,
        files: [...rendered].map(([path, content]) => ({ path, content })),
        neighbours: [...snapshot.environments]
          .filter(
            ([environment, neighbour]) =>
              environment !== own &&
              neighbour.placement.cluster === placement.cluster,
          )
          .map(([environment, neighbour]) => ({
            environment,
            totals: neighbour.plan.totals,
          })),
      });
    },
  };
}
