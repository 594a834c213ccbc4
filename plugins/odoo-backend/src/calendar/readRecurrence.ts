import ICAL from 'ical.js';
import { dayNumber } from './civilDay';
import { Recurrence, lastOfCount } from './recurrence';

/** The parts of a rule that business events have; others would make more than one event of a day, or count within a year. */
const PARTS: Record<Recurrence['freq'], readonly string[]> = {
  DAILY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
  WEEKLY: ['BYDAY', 'BYMONTH'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const isFrequency = (freq: string): freq is Recurrence['freq'] => freq in PARTS;

/** Days that the rules of one file may still be counted over: whoever writes one could have centuries counted. */
export interface CountBudget {
  days: number;
}

/** No more is counted of one rule. */
const MAX_RULE_DAYS = 50 * 366;

/**
 * An RRULE whose UNTIL is a local time; answers in words what is wrong with it.
 *
 * @param start - DTSTART
 * @param budget - what is counted is taken off
 */
export function readRecurrence(
  rule: ICAL.Recur,
  start: ICAL.Time,
  budget: CountBudget,
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
  // No month has them: the event would never be.
  if (byDay.some(({ nth = 0 }) => Math.abs(nth) > 5)) {
    return 'BYDAY may count to the fifth weekday of a month, or the fifth from its end';
  }
  if ((parts.BYSETPOS ?? []).some(nth => Math.abs(Number(nth)) > 31)) {
    return 'BYSETPOS may count to 31, the days of a month';
  }
  const read: Recurrence = {
    freq,
    interval: Math.max(1, interval),
    until: rule.until ? lastDay(rule.until, start) : undefined,
    // ical.js counts weekdays from Sunday, which is 1.
    weekStart: (rule.wkst + 5) % 7,
    byDay,
    byMonthDay: (parts.BYMONTHDAY ?? []).map(Number),
    byMonth: (parts.BYMONTH ?? []).map(Number),
    bySetPos: (parts.BYSETPOS ?? []).map(Number),
  };
  const first = dayNumber(start);
  if (read.until !== undefined && read.until < first) {
    return 'UNTIL is before DTSTART: the event would never be';
  }
  if (count === null) return read;
  const limit = Math.min(MAX_RULE_DAYS, budget.days);
  // Counted once, here: an evaluation then looks at the days that it is asked for, and no others.
  const until = lastOfCount(read, first, { count, limit });
  budget.days -= until === undefined ? limit : until - first;
  return until === undefined
    ? `COUNT=${count} is not reached within ${limit} days (all rules with COUNT of a calendar share a limit); end the rule with UNTIL`
    : { ...read, until };
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
