import {
  EnvironmentQuery,
  parseIncidentId,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentFilter } from '@plumbline/plugin-odoo-node';
import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { verdictColumns } from './staleness';

/** What the caller may read: everything, or what meets the criteria. */
export type ReadableEnvironments =
  | 'all'
  | PermissionCriteria<EnvironmentFilter>;

/** Environments as `e` with their verdicts as `v` and, where it was judged, their recovery as `r`. */
export function environmentsWithVerdicts(knex: Knex): Knex.QueryBuilder {
  return knex('environments as e')
    .join('verdicts as v', 'v.environment', 'e.ref')
    .leftJoin('recovery_assessments as r', 'r.environment', 'e.ref');
}

/** @param table - alias of the table with the columns `owner`, `stage` and `tier` */
export function whereReadable(
  query: Knex.QueryBuilder,
  readable: ReadableEnvironments,
  table = 'e',
): Knex.QueryBuilder {
  return readable === 'all'
    ? query
    : query.where(inner => whereCriteria(inner, readable, table));
}

/** Those of the environments that the caller may read. */
export async function readableOf(
  knex: Knex,
  refs: readonly string[],
  readable: ReadableEnvironments,
): Promise<ReadonlySet<string>> {
  const query = knex('environments as e').whereIn('e.ref', [...refs]);
  return new Set(await whereReadable(query, readable).pluck('e.ref'));
}

function whereCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<EnvironmentFilter>,
  table: string,
): void {
  if (isAndCriteria(criteria)) {
    for (const child of criteria.allOf) {
      query.where(inner => whereCriteria(inner, child, table));
    }
  } else if (isOrCriteria(criteria)) {
    for (const child of criteria.anyOf) {
      query.orWhere(inner => whereCriteria(inner, child, table));
    }
  } else if (isNotCriteria(criteria)) {
    query.whereNot(inner => whereCriteria(inner, criteria.not, table));
  } else {
    query.whereIn(`${table}.${criteria.field}`, [...criteria.values]);
  }
}

/** The filters of a list, without the one on the verdict: counts are shown over that. */
export function whereQuery(
  query: Knex.QueryBuilder,
  filter: EnvironmentQuery,
  columns: ReturnType<typeof verdictColumns>,
  now: Date,
): Knex.QueryBuilder {
  if (filter.evidence) {
    whereExpression(query, columns.evidence, filter.evidence);
  }
  if (filter.incident !== undefined) {
    whereIncident(query, filter.incident, columns);
  }
  if (filter.changedWithin) {
    const since =
      now.getTime() - Duration.fromISO(filter.changedWithin).toMillis();
    const from = new Date(since).toISOString();
    query.whereRaw('(? >= ? or e.changed_at >= ?)', [
      columns.since,
      from,
      from,
    ]);
  }
  return whereEnvironment(query, filter);
}

/** An id that names no cause lets nothing through, like any other that does not exist. */
function whereIncident(
  query: Knex.QueryBuilder,
  id: string,
  columns: ReturnType<typeof verdictColumns>,
): void {
  const cause = parseIncidentId(id);
  if (!cause) {
    query.whereRaw('1 = 0');
    return;
  }
  whereExpression(query, columns.causeKind, [cause.kind]);
  whereExpression(query, columns.causeName, [cause.name]);
}

/** The filters on what an environment is, over the table `environments` as `e`. */
export function whereEnvironment(
  query: Knex.QueryBuilder,
  filter: Pick<EnvironmentQuery, 'tenant' | 'stage' | 'tier' | 'region' | 'q'> &
    Partial<
      Pick<
        EnvironmentQuery,
        'cluster' | 'databaseServer' | 'goldenPath' | 'owner'
      >
    >,
): Knex.QueryBuilder {
  const among = (column: string, values: readonly unknown[] | undefined) => {
    if (values) query.whereIn(column, [...values] as string[]);
  };
  among('e.tenant', filter.tenant);
  among('e.stage', filter.stage);
  among('e.tier', filter.tier);
  among('e.region', filter.region);
  among('e.cluster', filter.cluster);
  among('e.database_server', filter.databaseServer);
  among('e.golden_path', filter.goldenPath);
  among('e.owner', filter.owner);
  for (const word of filter.q?.toLowerCase().split(/\s+/).filter(Boolean) ??
    []) {
    const escaped = word.replace(/[\\%_]/g, character => `\\${character}`);
    query.whereRaw(`e.search like ? escape '\\'`, [`%${escaped}%`]);
  }
  return query;
}

export function whereExpression(
  query: Knex.QueryBuilder,
  expression: Knex.Raw,
  values: readonly string[],
): Knex.QueryBuilder {
  // knex types `whereIn` for columns only; an expression goes in by raw, its values stay bound.
  const marks = values.map(() => '?').join(', ');
  return values.length
    ? query.whereRaw(`? in (${marks})`, [expression, ...values])
    : query.whereRaw('1 = 0');
}
