import { CivilDay, civilDay } from './civilDay';

/** An RRULE (RFC 5545, 3.3.10) of whole days; the time of day is that of DTSTART. */
export interface Recurrence {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  /** Last day on which one may begin; of a rule with COUNT that of the last occurrence. */
  until?: number;
  /** Monday is 0. */
  weekStart: number;
  /** `nth` of the month, counted from its end when negative; absent: every such weekday. */
  byDay: readonly { weekday: number; nth?: number }[];
  byMonthDay: readonly number[];
  byMonth: readonly number[];
  bySetPos: readonly number[];
}

/**
 * The days from `from` to `to`, both included, on which an event begins that began first on `start`. Every day is
 * asked whether the rule names it, so that no rule lets this count for ever, nor makes a day that no calendar has.
 */
export function* recurringDays(
  rule: Recurrence,
  start: number,
  { from, to }: { from: number; to: number },
): Generator<number> {
  const last = Math.min(to, rule.until ?? to);
  const isNamed = namedBy(rule, civilDay(start));
  for (let day = Math.max(from, start); day <= last; day += 1) {
    // DTSTART is the first occurrence whether the rule names it or not.
    if (day === start || isNamed(civilDay(day))) yield day;
  }
}

/** The day of the last of `count` occurrences; absent when it is `limit` days or more after the first. */
export function lastOfCount(
  rule: Recurrence,
  start: number,
  { count, limit }: { count: number; limit: number },
): number | undefined {
  const range = { from: start, to: start + limit - 1 };
  let found = 0;
  for (const day of recurringDays(rule, start, range)) {
    found += 1;
    if (found === count) return day;
  }
  return undefined;
}

/** For days in their order: the set that BYSETPOS chooses from is made once a month. */
function namedBy(
  rule: Recurrence,
  first: CivilDay,
): (day: CivilDay) => boolean {
  let setBegins: number | undefined;
  let set: number[] = [];
  return day => {
    if (periodsBetween(rule, first, day) % rule.interval !== 0) return false;
    if (!isOfRule(rule, first, day)) return false;
    if (rule.bySetPos.length === 0) return true;
    const monthBegins = day.number - day.day + 1;
    if (setBegins !== monthBegins) {
      setBegins = monthBegins;
      set = Array.from(
        { length: day.daysInMonth },
        (_, i) => monthBegins + i,
      ).filter(number => isOfRule(rule, first, civilDay(number)));
    }
    const position = set.indexOf(day.number);
    return rule.bySetPos.some(
      nth => (nth > 0 ? nth - 1 : set.length + nth) === position,
    );
  };
}

function periodsBetween(
  { freq, weekStart }: Recurrence,
  first: CivilDay,
  day: CivilDay,
): number {
  const week = ({ number, weekday }: CivilDay) =>
    number - ((weekday - weekStart + 7) % 7);
  switch (freq) {
    case 'DAILY':
      return day.number - first.number;
    case 'WEEKLY':
      return (week(day) - week(first)) / 7;
    case 'MONTHLY':
      return (day.year - first.year) * 12 + day.month - first.month;
    default:
      return day.year - first.year;
  }
}

/** What a rule leaves open is as in the first event. */
function isOfRule(
  { freq, byDay, byMonthDay, byMonth }: Recurrence,
  first: CivilDay,
  day: CivilDay,
): boolean {
  const isOpen = byDay.length === 0 && byMonthDay.length === 0;
  if (byMonth.length > 0 && !byMonth.includes(day.month)) return false;
  if (byDay.length > 0 && !byDay.some(named => isWeekday(named, day))) {
    return false;
  }
  if (byMonthDay.length > 0) {
    const fromEnd = day.day - day.daysInMonth - 1;
    if (!byMonthDay.some(each => each === day.day || each === fromEnd)) {
      return false;
    }
  }
  if (!isOpen || freq === 'DAILY') return true;
  if (freq === 'WEEKLY') return day.weekday === first.weekday;
  if (day.day !== first.day) return false;
  return freq === 'MONTHLY' || byMonth.length > 0 || day.month === first.month;
}

function isWeekday(
  { weekday, nth }: { weekday: number; nth?: number },
  day: CivilDay,
): boolean {
  if (weekday !== day.weekday) return false;
  if (nth === undefined) return true;
  return nth > 0
    ? Math.ceil(day.day / 7) === nth
    : -(Math.floor((day.daysInMonth - day.day) / 7) + 1) === nth;
}
