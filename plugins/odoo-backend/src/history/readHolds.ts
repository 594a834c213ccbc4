import { Knex } from 'knex';
import { VerdictRow } from '../readModel/tables';
import { Hold } from './holds';
import { VerdictIntervalRow } from './tables';

export type HeldVerdict = Pick<
  VerdictRow,
  'environment' | 'status' | 'held_from' | 'held_until'
> & {
  /** Days before this one are rolled up; null: none is. */
  rolled_until: string | null;
};

export const HELD_COLUMNS = [
  'environment',
  'status',
  'held_from',
  'held_until',
  'rolled_until',
] as const;

/** Every hold that reaches into the days that are not rolled up, by environment. */
export async function readHolds(
  knex: Knex,
  verdicts: readonly HeldVerdict[],
  now: Date,
): Promise<Map<string, Hold[]>> {
  const since = verdicts
    .map(({ rolled_until }) => rolled_until ?? '')
    .reduce((least, next) => (next < least ? next : least), '9');
  const rows = await knex<VerdictIntervalRow>('verdict_intervals')
    .whereIn(
      'environment',
      verdicts.map(({ environment }) => environment),
    )
    .where('to_at', '>', since)
    .select();
  const holds = new Map<string, Hold[]>();
  for (const verdict of verdicts) {
    holds.set(verdict.environment, presentHold(verdict, now));
  }
  for (const { environment, status, from_at, to_at } of rows) {
    holds.get(environment)?.push({ status, from: from_at, until: to_at });
  }
  return holds;
}

/** The verdict that holds now, until now; none when nobody vouches for any. */
export function presentHold(
  { status, held_from: from, held_until: until }: HeldVerdict,
  now: Date,
): Hold[] {
  if (from === null || until === null) return [];
  const at = now.toISOString();
  return [{ status, from, until: until < at ? until : at }];
}
