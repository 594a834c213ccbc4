import {
  RECOVERY_BANDS,
  RecoveryBand,
  RecoveryList,
  RecoveryQuery,
  RecoverySummary,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import {
  ReadableEnvironments,
  whereEnvironment,
  whereExpression,
  whereReadable,
} from '../../readModel';
import {
  RecoverySummaryRow,
  recoverySummaryColumns,
  toRecoverySummary,
} from './recoverySummary';
import { parseRecoverySort, recoverySortExpression } from './sortExpression';
import { recoveryColumns } from './staleness';

/** Where the next page begins: after this value of the sort key and this reference. */
export interface RecoveryPosition {
  value: string | number;
  ref: string;
}

export interface RecoveryPage {
  items: RecoverySummary[];
  next?: RecoveryPosition;
}

interface Scope {
  readable: ReadableEnvironments;
  now: Date;
}

/** One page of the recovery of the environments that the caller may read. */
export async function pageOfRecovery(
  knex: Knex,
  query: RecoveryQuery,
  { readable, now, after }: Scope & { after?: RecoveryPosition },
): Promise<RecoveryPage> {
  const columns = recoveryColumns(knex, now);
  const { descending } = parseRecoverySort(query.sort);
  const sortBy = recoverySortExpression(knex, query.sort, columns);
  const page = filtered(knex, query, readable)
    .select<RecoverySummaryRow[]>(...recoverySummaryColumns)
    .select(knex.raw('? as sort_value', [sortBy]))
    .orderByRaw(`? ${descending ? 'desc' : 'asc'}, e.ref asc`, [sortBy])
    .limit(query.limit + 1);
  if (query.band) whereExpression(page, columns.band, query.band);
  if (after) {
    page.whereRaw(`(? ${descending ? '<' : '>'} ? or (? = ? and e.ref > ?))`, [
      sortBy,
      after.value,
      sortBy,
      after.value,
      after.ref,
    ]);
  }
  const rows: (RecoverySummaryRow & { sort_value: string | number })[] =
    await page;
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return {
    items: rows.slice(0, query.limit).map(row => toRecoverySummary(row, now)),
    next: last && { value: last.sort_value, ref: last.ref },
  };
}

interface CountRow {
  band: RecoveryBand;
  /** 64 bit: a string in PostgreSQL. */
  count: string | number;
  score: number | null;
}

/** The number of each band whatever band is asked for, and the mean of the scores that apply. */
export async function countRecovery(
  knex: Knex,
  query: RecoveryQuery,
  { readable, now }: Scope,
): Promise<Pick<RecoveryList, 'counts' | 'average' | 'total'>> {
  const columns = recoveryColumns(knex, now);
  const rows: CountRow[] = await filtered(knex, query, readable)
    .select(
      knex.raw('? as band', [columns.band]),
      knex.raw('sum(?) as score', [columns.score]),
    )
    .count({ count: '*' })
    .groupByRaw('1');
  const counted = new Map(rows.map(row => [row.band, Number(row.count)]));
  const counts = Object.fromEntries(
    RECOVERY_BANDS.map(band => [band, counted.get(band) ?? 0]),
  ) as RecoveryList['counts'];
  const scored = rows.filter(({ band }) => band !== 'not-applicable');
  const environments = scored.reduce((sum, row) => sum + Number(row.count), 0);
  const points = scored.reduce((sum, { score }) => sum + (score ?? 0), 0);
  return {
    counts,
    total: [...new Set(query.band ?? RECOVERY_BANDS)].reduce(
      (sum, band) => sum + counts[band],
      0,
    ),
    average: environments > 0 ? points / environments : null,
  };
}

function filtered(
  knex: Knex,
  query: RecoveryQuery,
  readable: ReadableEnvironments,
): Knex.QueryBuilder {
  const rows = knex('environments as e').leftJoin(
    'recovery_assessments as r',
    'r.environment',
    'e.ref',
  );
  return whereEnvironment(whereReadable(rows, readable), query);
}
