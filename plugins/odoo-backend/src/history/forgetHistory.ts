import { Knex } from 'knex';
import { Duration } from 'luxon';

/** Rows a statement: nobody who collects meanwhile should wait long. */
const BATCH = 1000;

export interface Retention {
  /** Of changes of a probe's status, and of verdicts that no longer hold. */
  transitions: Duration;
  /** Of the days of an environment. */
  daily: Duration;
}

/** Deletes what is older than is kept; the latest observations and verdicts stay. */
export async function forgetHistory(
  knex: Knex,
  { transitions, daily }: Retention,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const before = (kept: Duration) =>
    new Date(now.getTime() - kept.toMillis()).toISOString();
  const forget = async (table: string, column: string, limit: string) => {
    // knex can delete by rows only where the database can: both can by a list of moments.
    for (;;) {
      signal?.throwIfAborted();
      const times: string[] = await knex(table)
        .where(column, '<', limit)
        .orderBy(column)
        .limit(BATCH)
        .pluck(column);
      const last = times.at(-1);
      if (last === undefined) return;
      await knex(table).where(column, '<=', last).delete();
    }
  };
  await forget('transitions', 'at', before(transitions));
  await forget('verdict_intervals', 'to_at', before(transitions));
  await forget('daily_health', 'day', before(daily).slice(0, 10));
}
