import { PROBES } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';

interface SeenRow {
  cluster: string;
  status: string;
  at: string;
}

/**
 * Which clusters answer, by what was last seen of the environments on them. A cluster without a fresh
 * observation is absent: nobody knows.
 */
export async function clusterReachability(
  knex: Knex,
  clusters: readonly string[],
  now: Date,
): Promise<Map<string, boolean>> {
  const rows: SeenRow[] = await knex('observations as o')
    .join('environments as e', 'e.ref', 'o.environment')
    .where('o.probe', 'cluster.reachable')
    .whereIn('e.cluster', [...clusters])
    .groupBy('e.cluster', 'o.status')
    .orderBy('at')
    .select('e.cluster', 'o.status', knex.raw('max(o.observed_at) as at'));
  const { ttl } = PROBES['cluster.reachable'];
  const oldest = new Date(now.getTime() - ttl * 1000).toISOString();
  // The latest of a cluster comes last and stays.
  return new Map(
    rows
      .filter(({ at, status }) => at > oldest && status !== 'unknown')
      .map(({ cluster, status }) => [cluster, status !== 'critical']),
  );
}
