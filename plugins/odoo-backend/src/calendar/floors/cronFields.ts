import { DaySet, dateOf } from './daySet';

const MONTHS = 12;
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Day, month and weekday of cron. Never day and weekday both: cron takes that for one or the other. */
export function dayFields({ of, days }: DaySet): string[] {
  if (of === 'week') return [`* * ${weekdays(days)}`];
  const months = new Map<string, number[]>();
  for (const [month, list] of byMonth(days)) {
    const field = list.length === LONGEST[month - 1] ? '*' : listOf(list);
    months.set(field, [...(months.get(field) ?? []), month]);
  }
  return [...months].map(([field, list]) => `${field} ${monthField(list)} *`);
}

/** In one line: every day of the set, and more. */
export function widerDayFields({ of, days }: DaySet): string[] {
  if (of === 'week') return dayFields({ of, days });
  const months = byMonth(days);
  const named = listOf([...new Set([...months.values()].flat())]);
  return [
    `${named === '1-31' ? '*' : named} ${monthField([...months.keys()])} *`,
  ];
}

function byMonth(days: ReadonlySet<number>): Map<number, number[]> {
  const months = new Map<number, number[]>();
  for (const each of [...days].sort((a, b) => a - b)) {
    const { month, day } = dateOf(each);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return months;
}

function monthField(months: readonly number[]): string {
  return months.length === MONTHS ? '*' : listOf(months);
}

/** Cron counts from Sunday. */
function weekdays(days: ReadonlySet<number>): string {
  return days.size === 7 ? '*' : listOf([...days].map(day => (day + 1) % 7));
}

/** `1,2,28-31` */
function listOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([from, to]) => {
      if (from === to) return `${from}`;
      return to === from + 1 ? `${from},${to}` : `${from}-${to}`;
    })
    .join(',');
}
