import { RecoveryQuery } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { RecoveryColumns } from './staleness';

type SortKey = RecoveryQuery['sort'] extends infer S
  ? S extends `-${infer Key}`
    ? Key
    : never
  : never;

/** Keys whose values are numbers; the others are text. */
export const NUMERIC_RECOVERY_KEYS: ReadonlySet<SortKey> = new Set<SortKey>([
  'score',
  'tier',
  'rpo',
  'rto',
]);

export function parseRecoverySort(sort: RecoveryQuery['sort']) {
  const descending = sort.startsWith('-');
  const key = (descending ? sort.slice(1) : sort) as SortKey;
  return { key, descending };
}

/** Above every length of time and every score. */
const MOST = 1e15;
const BEYOND = 2e15;
/** Above every time as text. */
const LAST = '~';

/**
 * What a list is sorted by. What cannot be measured is as bad as can be; where readiness does not apply, the row
 * comes last in either direction.
 */
export function recoverySortExpression(
  knex: Knex,
  sort: RecoveryQuery['sort'],
  columns: RecoveryColumns,
): Knex.Raw {
  const { key, descending } = parseRecoverySort(sort);
  const [lastNumber, lastText] = descending ? [-1, ''] : [BEYOND, LAST];
  const worst = (column: Knex.Raw) =>
    knex.raw(`(case when ? = 'not-applicable' then ${lastNumber} else ? end)`, [
      columns.band,
      knex.raw(`coalesce(?, ${MOST})`, [column]),
    ]);
  const expressions: Record<SortKey, Knex.Raw> = {
    environment: knex.raw('e.ref'),
    tier: knex.raw('e.tier'),
    score: knex.raw(`coalesce(?, ${lastNumber})`, [columns.score]),
    rpo: worst(columns.rpo),
    rto: worst(columns.rto),
    lastTest: knex.raw(
      `(case when ? = 'not-applicable' then '${lastText}' else coalesce(r.last_test_at, ' ') end)`,
      [columns.band],
    ),
  };
  return expressions[key];
}
