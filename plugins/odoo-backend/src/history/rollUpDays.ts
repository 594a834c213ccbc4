import { Knex } from 'knex';
import { batches } from '../readModel/tables';
import { keepEnded } from './keepEnded';
import { HELD_COLUMNS, HeldVerdict, presentHold, readHolds } from './readHolds';
import { dayAfter, dayOf, secondsByDay } from './secondsByDay';
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
  const today = countedFrom(now);
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

/**
 * Ends the days of environments that are gone: nobody counts them later, and nobody watches from now on. Their days
 * stay as long as days are kept.
 */
export async function endDays(
  trx: Knex.Transaction,
  environments: readonly string[],
  now: Date,
): Promise<void> {
  const tomorrow = dayAfter(dayOf(now.toISOString()));
  const verdicts = await countDays(trx, environments, tomorrow, now);
  const ended = verdicts.flatMap(verdict =>
    presentHold(verdict, now).map(hold => ({ row: verdict, ended: hold })),
  );
  for (const batch of batches(ended)) await keepEnded(trx, batch);
}

/** From where an environment that begins now is counted: of one that is back, the days before are counted already. */
export function countedFrom(now: Date): string {
  return dayOf(new Date(now.getTime() - SETTLED_MS).toISOString());
}

async function rollUp(
  trx: Knex.Transaction,
  environments: readonly string[],
  today: string,
  now: Date,
): Promise<void> {
  await countDays(trx, environments, today, now);
  await trx('verdicts')
    .whereIn('environment', [...environments])
    .update({ rolled_until: today });
}

/** @param to - the first day that is not counted */
async function countDays(
  trx: Knex.Transaction,
  environments: readonly string[],
  to: string,
  now: Date,
): Promise<HeldVerdict[]> {
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
        to,
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
  return verdicts;
}
