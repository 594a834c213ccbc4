import { Knex } from 'knex';
import { batches } from '../readModel/tables';
import { HELD_COLUMNS, HeldVerdict, readHolds } from './readHolds';
import { dayOf, secondsByDay } from './secondsByDay';
import { DailyHealthRow } from './tables';

/** A day is over for good once no clock of a replica can still be in it. */
const SETTLED_MS = 10 * 60 * 1000;

/** Before everything. */
const EVER = '1970-01-01';

/**
 * Counts the days that are over, each environment from where it was left. The days follow from stored holds alone and
 * the mark moves in the same transaction, so neither a kill nor a second replica counts anything twice or not at all.
 */
export async function rollUpDays(
  knex: Knex,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const today = dayOf(new Date(now.getTime() - SETTLED_MS).toISOString());
  const due: string[] = await knex('verdicts')
    .whereNull('rolled_until')
    .orWhere('rolled_until', '<', today)
    .orderBy('environment')
    .pluck('environment');
  for (const batch of batches(due)) {
    signal?.throwIfAborted();
    await knex.transaction(trx => rollUp(trx, batch, today, now));
  }
}

async function rollUp(
  trx: Knex.Transaction,
  environments: readonly string[],
  today: string,
  now: Date,
): Promise<void> {
  // The same order as where verdicts are judged: neither waits for the other.
  const verdicts: HeldVerdict[] = await trx('verdicts')
    .whereIn('environment', [...environments])
    .orderBy('environment')
    .forUpdate()
    .select(...HELD_COLUMNS);
  const holds = await readHolds(trx, verdicts, now);
  const rows = verdicts.flatMap(({ environment, rolled_until }) =>
    [
      ...secondsByDay(holds.get(environment) ?? [], {
        from: rolled_until ?? EVER,
        to: today,
      }),
    ].map(
      ([day, seconds]): DailyHealthRow => ({
        environment,
        day,
        seconds: JSON.stringify(seconds),
      }),
    ),
  );
  for (const batch of batches(rows)) {
    await trx<DailyHealthRow>('daily_health')
      .insert(batch)
      .onConflict(['environment', 'day'])
      .merge();
  }
  await trx('verdicts')
    .whereIn('environment', [...environments])
    .update({ rolled_until: today });
}
