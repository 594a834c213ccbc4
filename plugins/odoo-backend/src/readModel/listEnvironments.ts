import {
  EnvironmentQuery,
  EnvironmentSummary,
  VERDICT_STATUSES,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import {
  ReadableEnvironments,
  environmentsWithVerdicts,
  whereExpression,
  whereQuery,
  whereReadable,
} from './environmentFilters';
import { SummaryRow, summaryColumns, toSummary } from './environmentSummary';
import { verdictColumns } from './staleness';

/** Where the next page begins: after this value of the sort key and this reference. */
export interface EnvironmentPosition {
  value: string | number;
  ref: string;
}

export interface EnvironmentPage {
  items: EnvironmentSummary[];
  total: number;
  counts: Record<VerdictStatus, number>;
  next?: EnvironmentPosition;
}

type SortKey = EnvironmentQuery['sort'] extends infer S
  ? S extends `-${infer Key}`
    ? Key
    : never
  : never;

/** Keys whose values are numbers; the others are text. */
export const NUMERIC_SORT_KEYS: ReadonlySet<SortKey> = new Set<SortKey>([
  'verdict',
  'tier',
  'stage',
  'evidence',
]);

export function parseSort(sort: EnvironmentQuery['sort']) {
  const descending = sort.startsWith('-');
  const key = (descending ? sort.slice(1) : sort) as SortKey;
  return { key, descending };
}

/**
 * One page of the environments that the caller may read, with the number of each verdict: two statements,
 * whatever the size of the fleet.
 */
export async function listEnvironments(
  knex: Knex,
  query: EnvironmentQuery,
  options: {
    readable: ReadableEnvironments;
    after?: EnvironmentPosition;
    now: Date;
  },
): Promise<EnvironmentPage> {
  const { readable, after, now } = options;
  const columns = verdictColumns(knex, now);
  const filtered = () =>
    whereQuery(
      whereReadable(environmentsWithVerdicts(knex), readable),
      query,
      columns,
      now,
    );

  const counts = await countByVerdict(knex, filtered(), columns.status);
  const total = [...new Set(query.verdict ?? VERDICT_STATUSES)].reduce(
    (sum, status) => sum + counts[status],
    0,
  );

  const { key, descending } = parseSort(query.sort);
  const sortBy = sortExpression(knex, key, columns);
  const page = filtered()
    .select<SummaryRow[]>(...summaryColumns)
    .select(knex.raw('? as sort_value', [sortBy]))
    .orderByRaw(`? ${descending ? 'desc' : 'asc'}, e.ref asc`, [sortBy])
    .limit(query.limit + 1);
  if (query.verdict) whereExpression(page, columns.status, query.verdict);
  if (after) {
    page.whereRaw(`(? ${descending ? '<' : '>'} ? or (? = ? and e.ref > ?))`, [
      sortBy,
      after.value,
      sortBy,
      after.value,
      after.ref,
    ]);
  }
  const rows: (SummaryRow & { sort_value: string | number })[] = await page;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(row => toSummary(row, now)),
    total,
    counts,
    next:
      last && rows.length > query.limit
        ? { value: last.sort_value, ref: last.ref }
        : undefined,
  };
}

interface CountRow {
  status: VerdictStatus;
  /** 64 bit: a string in PostgreSQL. */
  count: string | number;
}

async function countByVerdict(
  knex: Knex,
  query: Knex.QueryBuilder,
  status: Knex.Raw,
): Promise<Record<VerdictStatus, number>> {
  const rows: CountRow[] = await query
    .select(knex.raw('? as status', [status]))
    .count({ count: '*' })
    .groupByRaw('1');
  const counted = new Map(rows.map(row => [row.status, Number(row.count)]));
  return Object.fromEntries(
    VERDICT_STATUSES.map(verdict => [verdict, counted.get(verdict) ?? 0]),
  ) as Record<VerdictStatus, number>;
}

function sortExpression(
  knex: Knex,
  key: SortKey,
  columns: ReturnType<typeof verdictColumns>,
): Knex.Raw {
  const expressions: Record<SortKey, Knex.Raw> = {
    environment: knex.raw('e.ref'),
    verdict: columns.severity,
    tier: knex.raw('e.tier'),
    stage: knex.raw('e.stage_rank'),
    version: knex.raw('e.release_rank'),
    evidence: columns.evidenceRank,
    observedAt: knex.raw(`coalesce(v.observed_at, '')`),
  };
  return expressions[key];
}
