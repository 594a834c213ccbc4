import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { CalendarEntry } from '../BusinessCalendar';
import { dayNumber } from '../civilDay';
import { endOf } from '../endOf';
import { Recurrence, recurringDays } from '../recurrence';
import { LocalTime } from '../zonedInstant';
import { DaySet, daySetOf } from './daySet';

/** When an event may begin, and for how long: minutes of local time. */
export interface Beginning {
  days: DaySet;
  /** Of the day. */
  minute: number;
  length: number;
}

/** After so many days dates fall on the same weekdays again, until 2099. */
const CYCLE = 28 * 365 + 7;

/** Longer steps fall on any day in the end; what divides these falls on the same ones for ever. */
const STEADY_STEPS = { DAILY: 7, WEEKLY: 1, MONTHLY: 12, YEARLY: 1 };

const known = new WeakMap<CalendarEntry, readonly Beginning[]>();

/**
 * Every beginning that the rule of an event can have, whatever the day is today: more than it has, never less. What is
 * left out by EXDATE or has moved is in it, and a rule that ended goes on.
 */
export function beginningsOf(entry: CalendarEntry): readonly Beginning[] {
  const found = known.get(entry) ?? listBeginnings(entry);
  known.set(entry, found);
  return found;
}

function listBeginnings(entry: CalendarEntry): Beginning[] {
  const { component, start, recurrence, more, exceptions } = entry;
  const first = dayNumber(start);
  const range = { from: first, to: first + CYCLE };
  const days = recurrence
    ? recurringDays(steady(recurrence), first, range)
    : [first];
  const once = (at: ICAL.Time, of: ICAL.Component) =>
    beginning(entry, at, of, [dayNumber(at)]);
  return [
    beginning(entry, start, component, days),
    ...more.map(at => once(at, component)),
    ...exceptions.map(exception =>
      once(
        exception.component.getFirstPropertyValue('dtstart') as ICAL.Time,
        exception.component,
      ),
    ),
  ];
}

function beginning(
  { timeZone }: CalendarEntry,
  { hour, minute, second }: LocalTime,
  component: ICAL.Component,
  days: Iterable<number>,
): Beginning {
  // From a day on which no clock changes: days of the calendar have 24 hours there.
  const from = DateTime.utc(2000);
  const { seconds } = endOf(component, from, timeZone).diff(from, 'seconds');
  return {
    days: daySetOf(days),
    minute: hour * 60 + minute,
    length: Math.ceil((second + seconds) / 60),
  };
}

function steady(rule: Recurrence): Recurrence {
  return {
    ...rule,
    interval: greatestDivisor(rule.interval, STEADY_STEPS[rule.freq]),
  };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
