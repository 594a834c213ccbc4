import {
  DailyHealth,
  VERDICT_STATUSES,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { SEVERITY } from '../readModel/ranks';
import { HELD_COLUMNS, HeldVerdict, readHolds } from './readHolds';
import { SecondsOfDay, dayAfter, secondsByDay } from './secondsByDay';
import { DailyHealthRow } from './tables';

/**
 * The days of an environment from the first on which anybody watched it, also those on which nobody did.
 *
 * @param days - both inclusive
 */
export async function dailyHistory(
  knex: Knex,
  environment: string,
  days: { from: string; to: string },
  now: Date,
): Promise<DailyHealth[]> {
  const rows = await knex<DailyHealthRow>('daily_health')
    .where({ environment })
    .whereBetween('day', [days.from, days.to])
    .select('day', 'seconds');
  const seconds = new Map(
    rows.map((row): [string, SecondsOfDay] => [
      row.day,
      JSON.parse(row.seconds),
    ]),
  );
  const verdicts: HeldVerdict[] = await knex('verdicts')
    .where({ environment })
    .select(...HELD_COLUMNS);
  const holds = await readHolds(knex, verdicts, now);
  for (const { rolled_until } of verdicts) {
    const live = secondsByDay(holds.get(environment) ?? [], {
      from:
        rolled_until !== null && rolled_until > days.from
          ? rolled_until
          : days.from,
      to: dayAfter(days.to),
    });
    for (const [day, held] of live) seconds.set(day, held);
  }
  return [...eachDay([...seconds.keys()].sort()[0], days.to, now)].map(day =>
    dailyHealth(day, seconds.get(day) ?? {}),
  );
}

function* eachDay(first: string | undefined, last: string, now: Date) {
  const today = now.toISOString().slice(0, 10);
  const end = last < today ? last : today;
  for (let day = first; day !== undefined && day <= end; day = dayAfter(day)) {
    yield day;
  }
}

/** A day on which nobody watched is unknown: nothing says that it was well. */
function dailyHealth(day: string, seconds: SecondsOfDay): DailyHealth {
  const worst = VERDICT_STATUSES.filter(status => seconds[status]).reduce<
    VerdictStatus | undefined
  >(
    (found, status) =>
      found && SEVERITY[found] >= SEVERITY[status] ? found : status,
    undefined,
  );
  return { day, seconds, worst: worst ?? 'unknown' };
}
