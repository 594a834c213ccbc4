import { median } from './median';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { ReadableEnvironments, whereReadable } from '../readModel';
import { FleetOptions } from './matrix/fleet';
import { ringExpression } from './ringExpression';

const DAYS = 90;

export interface ReleaseStatistics {
  /** Deployments that failed of all whose end is known; absent: none ended. */
  failureRate?: number;
  /** ISO 8601: median from failure to being well again; absent: none was restored. */
  timeToRestore?: string;
}

interface CountRow {
  group: string | null;
  outcome: string;
  /** 64 bit: a string in PostgreSQL. */
  count: string | number;
}

interface RestoredRow {
  group: string | null;
  failed_at: string;
  restored_at: string;
}

const sum = (rows: readonly CountRow[]): number =>
  rows.reduce((total, { count }) => total + Number(count), 0);

/** Deployments as `d` of the last 90 days whose end is known, with their environments as `e`. */
function ended(
  knex: Knex,
  { readable, now }: { readable: ReadableEnvironments; now: Date },
): Knex.QueryBuilder {
  const from = new Date(now.getTime() - DAYS * 24 * 60 * 60 * 1000);
  return whereReadable(
    knex('deployments as d').join(
      'environments as e',
      'e.ref',
      'd.environment',
    ),
    readable,
  ).where('d.ended_at', '>=', from.toISOString());
}

/** By ring; a ring in which nothing ended is left out. */
export async function ringStatistics(
  knex: Knex,
  options: FleetOptions,
): Promise<Map<string, ReleaseStatistics>> {
  const ring = ringExpression(knex, options.rings);
  const found = await statistics(knex, ended(knex, options), ring);
  return new Map(
    options.rings.flatMap(({ name }) => {
      const of = found(name);
      return of.failureRate === undefined ? [] : [[name, of]];
    }),
  );
}

/** Of all environments of a tenant that the caller may read. */
export async function tenantStatistics(
  knex: Knex,
  tenant: string,
  options: { readable: ReadableEnvironments; now: Date },
): Promise<ReleaseStatistics> {
  const query = ended(knex, options).where('e.tenant', tenant);
  return (await statistics(knex, query, knex.raw('e.tenant')))(tenant);
}

/** Counted by the database: what was well in 90 days is many, what failed is few. */
async function statistics(
  knex: Knex,
  query: Knex.QueryBuilder,
  group: Knex.Raw,
): Promise<(group: string) => ReleaseStatistics> {
  const column = knex.raw('? as ??', [group, 'group']);
  const counts: CountRow[] = await query
    .clone()
    .select(column, 'd.outcome')
    .count({ count: '*' })
    .groupByRaw('1, 2');
  const restored: RestoredRow[] = await query
    .clone()
    .where('d.outcome', 'failed')
    .whereNotNull('d.restored_at')
    .select(column, 'd.failed_at', 'd.restored_at');
  return name => {
    const of = counts.filter(row => row.group === name);
    const times = restored
      .filter(row => row.group === name)
      .map(row => Date.parse(row.restored_at) - Date.parse(row.failed_at));
    const failures = of.filter(({ outcome }) => outcome === 'failed');
    const total = sum(of);
    return {
      failureRate: total === 0 ? undefined : sum(failures) / total,
      timeToRestore: iso(median(times)),
    };
  };
}

function iso(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  return Duration.fromObject({ seconds: Math.round(ms / 1000) })
    .rescale()
    .toISO();
}
