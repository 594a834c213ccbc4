import {
  BUSINESS_EVENT_KINDS,
  BusinessEventKind,
} from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';
import { CalendarEntry } from './BusinessCalendar';
import { CalendarError } from './CalendarError';
import { endOf } from './endOf';
import { CountBudget, readRecurrence } from './readRecurrence';
import { Recurrence } from './recurrence';
import { assertZone, isUtc, zoneOf } from './zoneOf';
import { zonedInstant } from './zonedInstant';

interface Located {
  component: ICAL.Component;
  line: number;
}

interface Place {
  line: number;
  exceptions: readonly Located[];
  /** X-WR-TIMEZONE: the zone of times that name none. */
  defaultZone?: string;
  budget: CountBudget;
}

/** What lasts longer is no event: nothing could be changed, or everything would be a peak. */
const MAX_DAYS = 366;

const DATE_LISTS = ['exdate', 'rdate'];

const unknownKind = (uid: string) =>
  `${uid} has no CATEGORIES that says what it is: one of ${BUSINESS_EVENT_KINDS.join(
    ', ',
  )}`;

/** One event with its exceptions. Fails with CalendarError. */
export function parseEntry(
  component: ICAL.Component,
  { line, exceptions, defaultZone, budget }: Place,
): CalendarEntry {
  const refuse = (rule: string): never => {
    throw new CalendarError(line, rule);
  };
  const text = (name: string) =>
    String(component.getFirstPropertyValue(name) ?? '').trim();
  const uid = text('uid') || refuse('an event has no UID');
  const title = text('summary') || refuse(`${uid} has no SUMMARY`);
  const timeZone = zoneOf(component, 'dtstart', { line, uid, defaultZone });
  if (timeOf(component, 'dtstart').year < 1970) {
    refuse(`${uid} begins before 1970`);
  }
  for (const each of [{ component, line }, ...exceptions]) {
    const ends = ['dtend', 'duration'].flatMap(name =>
      each.component.getAllProperties(name),
    );
    if (ends.length === 0) {
      throw new CalendarError(
        each.line,
        `${uid} has neither DTEND nor DURATION`,
      );
    }
    if (ends.length > 1) {
      throw new CalendarError(
        each.line,
        `${uid} has more than one end: one DTEND or one DURATION`,
      );
    }
  }
  const { isDate } = timeOf(component, 'dtstart');
  for (const name of ['dtend', ...DATE_LISTS]) {
    const place = { line, uid, defaultZone };
    const orUtc = DATE_LISTS.includes(name);
    assertZone(component, name, { timeZone, isDate, orUtc }, place);
  }
  for (const exception of exceptions) {
    const range = exception.component
      .getFirstProperty('recurrence-id')
      ?.getFirstParameter('range');
    if (range) {
      throw new CalendarError(
        exception.line,
        `${uid}: RECURRENCE-ID may not have RANGE; end the rule with UNTIL and write what follows as an event of its own`,
      );
    }
    const place = { line: exception.line, uid, defaultZone };
    zoneOf(exception.component, 'recurrence-id', place);
    assertZone(
      exception.component,
      'recurrence-id',
      { timeZone, isDate, orUtc: true },
      place,
    );
    if (zoneOf(exception.component, 'dtstart', place) !== timeZone) {
      throw new CalendarError(
        exception.line,
        `${uid}: DTSTART is in another zone than the event`,
      );
    }
    const moved = timeOf(exception.component, 'dtstart');
    const own = { timeZone, isDate: moved.isDate };
    assertZone(exception.component, 'dtend', own, place);
  }
  for (const each of [{ component, line }, ...exceptions]) {
    const start = each.component.getFirstPropertyValue('dtstart') as ICAL.Time;
    const from = zonedInstant.fromLocal(start, timeZone);
    const end = endOf(each.component, from, timeZone);
    if (end <= from) {
      throw new CalendarError(each.line, `${uid} ends before it begins`);
    }
    // No comparison holds with an end that is no date any more.
    if (!(end <= from.plus({ days: MAX_DAYS }))) {
      throw new CalendarError(
        each.line,
        `${uid} lasts longer than ${MAX_DAYS} days; let it recur`,
      );
    }
  }
  return {
    uid,
    kind: kindOf(component) ?? refuse(unknownKind(uid)),
    title,
    timeZone,
    component,
    start: timeOf(component, 'dtstart'),
    recurrence: recurrenceOf(component, { uid, timeZone, budget, refuse }),
    more: timesOf(component, 'rdate', timeZone),
    left: timesOf(component, 'exdate', timeZone),
    exceptions: exceptions.map(exception => ({
      of: localTime(timeOf(exception.component, 'recurrence-id'), timeZone),
      component: exception.component,
    })),
  };
}

function kindOf(component: ICAL.Component): BusinessEventKind | undefined {
  const categories = component
    .getAllProperties('categories')
    .flatMap(property => property.getValues())
    .map(value => String(value).trim().toLowerCase());
  return BUSINESS_EVENT_KINDS.find(kind => categories.includes(kind));
}

/** Of properties that `zoneOf` has looked at. */
function timeOf(component: ICAL.Component, name: string): ICAL.Time {
  return component.getFirstPropertyValue(name) as ICAL.Time;
}

function timesOf(
  component: ICAL.Component,
  name: string,
  timeZone: string,
): ICAL.Time[] {
  return component
    .getAllProperties(name)
    .flatMap(property => property.getValues())
    .filter(value => value instanceof ICAL.Time)
    .map(value => localTime(value, timeZone));
}

/** What is written in UTC, by the clocks of the zone at that moment. */
function localTime(time: ICAL.Time, timeZone: string): ICAL.Time {
  return isUtc(time)
    ? new ICAL.Time(
        zonedInstant.toLocal(time.toJSDate(), timeZone),
        ICAL.Timezone.localTimezone,
      )
    : time;
}

/**
 * UNTIL is in UTC where the event has a zone (RFC 5545, 3.3.10), while rules count in local times: it becomes the
 * local time of the same moment.
 */
function recurrenceOf(
  component: ICAL.Component,
  {
    uid,
    timeZone,
    budget,
    refuse,
  }: {
    uid: string;
    timeZone: string;
    budget: CountBudget;
    refuse: (rule: string) => never;
  },
): Recurrence | undefined {
  const rules = component.getAllProperties('rrule');
  if (rules.length > 1) return refuse(`${uid} has more than one RRULE`);
  if (rules.length === 0) return undefined;
  const rule = rules[0].getFirstValue();
  if (!(rule instanceof ICAL.Recur)) return refuse(`${uid}: RRULE is no rule`);
  if (rule.until) rule.until = localTime(rule.until, timeZone);
  const read = readRecurrence(rule, timeOf(component, 'dtstart'), budget);
  return typeof read === 'string' ? refuse(`${uid}: ${read}`) : read;
}
