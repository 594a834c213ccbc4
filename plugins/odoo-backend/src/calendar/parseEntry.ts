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
import { assertZone, zoneOf } from './zoneOf';
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
    assertZone(component, name, { timeZone, isDate }, place);
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
    for (const name of ['recurrence-id', 'dtstart']) {
      if (zoneOf(exception.component, name, place) !== timeZone) {
        throw new CalendarError(
          exception.line,
          `${uid}: ${name.toUpperCase()} is in another zone than the event`,
        );
      }
    }
    assertZone(
      exception.component,
      'recurrence-id',
      { timeZone, isDate },
      place,
    );
    const moved = timeOf(exception.component, 'dtstart');
    const own = { timeZone, isDate: moved.isDate };
    assertZone(exception.component, 'dtend', own, place);
  }
  for (const each of [{ component, line }, ...exceptions]) {
    const start = each.component.getFirstPropertyValue('dtstart') as ICAL.Time;
    const from = zonedInstant.fromLocal(start, timeZone);
    if (endOf(each.component, from, timeZone) <= from) {
      throw new CalendarError(each.line, `${uid} ends before it begins`);
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
    more: timesOf(component, 'rdate'),
    left: timesOf(component, 'exdate'),
    exceptions: exceptions.map(exception => ({
      of: timeOf(exception.component, 'recurrence-id'),
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

function timesOf(component: ICAL.Component, name: string): ICAL.Time[] {
  return component
    .getAllProperties(name)
    .flatMap(property => property.getValues())
    .filter(value => value instanceof ICAL.Time);
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
  if (rule.until?.zone === ICAL.Timezone.utcTimezone) {
    const local = zonedInstant.toLocal(rule.until.toJSDate(), timeZone);
    rule.until = new ICAL.Time(local, ICAL.Timezone.localTimezone);
  }
  const read = readRecurrence(rule, timeOf(component, 'dtstart'), budget);
  return typeof read === 'string' ? refuse(`${uid}: ${read}`) : read;
}
