import { DRIFT_KINDS, MatrixQuery, Ring } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { openStates } from '../../change/store/openStates';
import { PROBE_OF_DRIFT } from '../../drift';
import {
  ReadableEnvironments,
  whereEnvironment,
  whereReadable,
} from '../../readModel';
import { ringExpression } from '../ringExpression';

export interface FleetOptions {
  readable: ReadableEnvironments;
  rings: readonly Ring[];
  now: Date;
}

export const DRIFT_PROBES = DRIFT_KINDS.map(kind => PROBE_OF_DRIFT[kind]);

/**
 * Environments as `e` that the caller may read, each with the deployment of the release that it has as `d`: one that
 * has another release is not known to have arrived.
 */
export function fleet(
  knex: Knex,
  { readable }: Pick<FleetOptions, 'readable'>,
): Knex.QueryBuilder {
  return whereReadable(
    knex('environments as e').leftJoin('deployments as d', join =>
      join
        .on('d.environment', 'e.ref')
        .andOnNull('d.followed_at')
        .andOn('d.release_version', 'e.release_version'),
    ),
    readable,
  );
}

export const outcomeExpression = (knex: Knex): Knex.Raw =>
  knex.raw(`coalesce(d.outcome, 'unknown')`);

/** Those that meet every filter; what is there is never a filter on what is not known. */
export function whereMatrix(
  query: Knex.QueryBuilder,
  knex: Knex,
  filter: MatrixQuery,
  { rings, now }: FleetOptions,
): Knex.QueryBuilder {
  whereEnvironment(query, { q: filter.q });
  if (filter.version) query.where('e.release_version', filter.version);
  if (filter.ring) {
    query.whereRaw('? = ?', [ringExpression(knex, rings), filter.ring]);
  }
  if (filter.outcome) {
    query.whereRaw('? = ?', [outcomeExpression(knex), filter.outcome]);
  }
  if (filter.drift) {
    query.whereExists(
      knex('observations as o')
        .where('o.environment', knex.ref('e.ref'))
        .whereIn('o.probe', DRIFT_PROBES)
        .whereIn('o.status', ['degraded', 'critical'])
        .where('o.expires_at', '>', now.toISOString()),
    );
  }
  if (filter.pending) {
    query.whereExists(
      knex('changes as c')
        .where('c.environment', knex.ref('e.ref'))
        .whereIn('c.state', openStates),
    );
  }
  return query;
}
