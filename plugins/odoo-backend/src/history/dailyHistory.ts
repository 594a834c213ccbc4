import {
  DailyHealth,
  VERDICT_STATUSES,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { SEVERITY } from '../readModel/ranks';
import { historyBegins } from './historyBegins';
import { HELD_COLUMNS, HeldVerdict, readHolds } from './readHolds';
import { SecondsOfDay, dayAfter, dayOf, secondsByDay } from './secondsByDay';
import { DailyHealthRow } from './tables';

/**
 * The days of an environment from the first on which anybody watched it, also those on which nobody did.
 *
 * @param asked - days, both inclusive
 */
export async function dailyHistory(
  knex: Knex,
  environment: string,
  asked: { from: string; to: string },
  now: Date,
): Promise<DailyHealth[]> {
  const begins = await historyBegins(knex, environment);
  // The day on which the former one ended is counted with both.
  const days = begins
    ? { ...asked, from: latest(dayAfter(dayOf(begins)), asked.from) }
    : asked;
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
  const present = holds.get(environment) ?? [];
  for (const { rolled_until } of verdicts) {
    const live = secondsByDay(present, {
      from: latest(rolled_until ?? days.from, days.from),
      to: dayAfter(days.to),
    });
    for (const [day, held] of live) seconds.set(day, held);
  }
  const [stored] = await knex<DailyHealthRow>('daily_health')
    .where({ environment })
    .min({ day: 'day' });
  const [first] = [...present.map(({ from }) => dayOf(from)), stored.day]
    .filter(day => typeof day === 'string')
    .sort();
  if (first === undefined) return [];
  return [...eachDay(latest(first, days.from), days.to, now)].map(day =>
    dailyHealth(day, seconds.get(day) ?? {}),
  );
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

function* eachDay(first: string, last: string, now: Date) {
  const today = dayOf(now.toISOString());
  const end = last < today ? last : today;
  for (let day = first; day <= end; day = dayAfter(day)) yield day;
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
