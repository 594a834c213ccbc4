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

interface EndedRow {
  group: string | null;
  outcome: string;
  failed_at: string | null;
  restored_at: string | null;
}

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
  const rows: EndedRow[] = await ended(knex, options).select(
    knex.raw('? as ??', [ringExpression(knex, options.rings), 'group']),
    'd.outcome',
    'd.failed_at',
    'd.restored_at',
  );
  const rings = new Map<string, EndedRow[]>();
  for (const row of rows) {
    if (row.group === null) continue;
    const of = rings.get(row.group);
    if (of) of.push(row);
    else rings.set(row.group, [row]);
  }
  return new Map([...rings].map(([ring, of]) => [ring, statisticsOf(of)]));
}

/** Of all environments of a tenant that the caller may read. */
export async function tenantStatistics(
  knex: Knex,
  tenant: string,
  options: { readable: ReadableEnvironments; now: Date },
): Promise<ReleaseStatistics> {
  const rows: EndedRow[] = await ended(knex, options)
    .where('e.tenant', tenant)
    .select('d.outcome', 'd.failed_at', 'd.restored_at');
  return statisticsOf(rows);
}

function statisticsOf(rows: readonly EndedRow[]): ReleaseStatistics {
  if (rows.length === 0) return {};
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const restored = failed.flatMap(({ failed_at, restored_at }) =>
    failed_at && restored_at
      ? [Date.parse(restored_at) - Date.parse(failed_at)]
      : [],
  );
  const middle = median(restored);
  return {
    failureRate: failed.length / rows.length,
    timeToRestore:
      middle === undefined
        ? undefined
        : Duration.fromObject({ seconds: Math.round(middle / 1000) })
            .rescale()
            .toISO(),
  };
}
