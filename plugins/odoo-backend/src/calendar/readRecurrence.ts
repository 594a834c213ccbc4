import ICAL from 'ical.js';
import { dayNumber } from './civilDay';
import { Recurrence } from './recurrence';

/** The parts of a rule that business events have; others would make more than one event of a day, or count within a year. */
const PARTS: Record<Recurrence['freq'], readonly string[]> = {
  DAILY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
  WEEKLY: ['BYDAY', 'BYMONTH'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const isFrequency = (freq: string): freq is Recurrence['freq'] => freq in PARTS;

/**
 * An RRULE whose UNTIL is a local time; answers in words what is wrong with it.
 *
 * @param start - DTSTART
 */
export function readRecurrence(
  rule: ICAL.Recur,
  start: ICAL.Time,
): Recurrence | string {
  const { freq, interval, parts, count } = rule;
  if (!isFrequency(freq)) {
    return 'RRULE must be daily, weekly, monthly or yearly';
  }
  const other = Object.keys(parts).find(part => !PARTS[freq].includes(part));
  if (other) {
    return `RRULE with FREQ=${freq} may not have ${other}, only ${PARTS[
      freq
    ].join(', ')}`;
  }
  if (count !== null && rule.until) {
    return 'RRULE may have COUNT or UNTIL, not both';
  }
  if (count !== null && count < 1) return 'COUNT must be 1 or more';
  for (const part of ['BYMONTHDAY', 'BYSETPOS'] as const) {
    if ((parts[part] ?? []).some(nth => Number(nth) === 0)) {
      return `${part} may not have 0: days count from 1, or from -1 at the end`;
    }
  }
  const byDay = (parts.BYDAY ?? []).map(readWeekday);
  if (byDay.some(({ nth }) => nth !== undefined)) {
    const isOfMonth =
      freq === 'MONTHLY' || (freq === 'YEARLY' && 'BYMONTH' in parts);
    if (!isOfMonth) {
      return 'RRULE may count weekdays, as 2MO does, only within months: FREQ=MONTHLY, or FREQ=YEARLY with BYMONTH';
    }
  }
  return {
    freq,
    interval: Math.max(1, interval),
    count: count ?? undefined,
    until: rule.until ? lastDay(rule.until, start) : undefined,
    // ical.js counts weekdays from Sunday, which is 1.
    weekStart: (rule.wkst + 5) % 7,
    byDay,
    byMonthDay: (parts.BYMONTHDAY ?? []).map(Number),
    byMonth: (parts.BYMONTH ?? []).map(Number),
    bySetPos: (parts.BYSETPOS ?? []).map(Number),
  };
}

/** `MO`, `2MO` or `-1FR` */
function readWeekday(value: string | number): Recurrence['byDay'][number] {
  const name = String(value);
  const nth = Number(name.slice(0, -2));
  return {
    weekday: WEEKDAYS.indexOf(name.slice(-2)),
    nth: nth === 0 ? undefined : nth,
  };
}

/** UNTIL is the last moment at which an event may begin: on its own day only when the event begins early enough. */
function lastDay(until: ICAL.Time, start: ICAL.Time): number {
  const seconds = ({ hour, minute, second }: ICAL.Time) =>
    hour * 3600 + minute * 60 + second;
  const isTooLate = !until.isDate && seconds(start) > seconds(until);
  return dayNumber(until) - (isTooLate ? 1 : 0);
}
