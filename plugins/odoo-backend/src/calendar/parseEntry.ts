import {
  BUSINESS_EVENT_KINDS,
  BusinessEventKind,
  isTimeZone,
} from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';
import { CalendarEntry } from './BusinessCalendar';
import { CalendarError } from './CalendarError';
import { endOf } from './endOf';
import { readRecurrence } from './readRecurrence';
import { Recurrence } from './recurrence';
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
}

const DATE_LISTS = ['exdate', 'rdate'];

const unknownKind = (uid: string) =>
  `${uid} has no CATEGORIES that says what it is: one of ${BUSINESS_EVENT_KINDS.join(
    ', ',
  )}`;

/** One event with its exceptions. Fails with CalendarError. */
export function parseEntry(
  component: ICAL.Component,
  { line, exceptions, defaultZone }: Place,
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
    if (!['dtend', 'duration'].some(name => each.component.hasProperty(name))) {
      throw new CalendarError(
        each.line,
        `${uid} has neither DTEND nor DURATION`,
      );
    }
  }
  for (const name of ['dtend', ...DATE_LISTS]) {
    if (!component.hasProperty(name)) continue;
    if (zoneOf(component, name, { line, uid, defaultZone }) !== timeZone) {
      refuse(`${uid}: ${name.toUpperCase()} is in another zone than DTSTART`);
    }
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
    for (const name of ['recurrence-id', 'dtstart']) {
      const place = { line: exception.line, uid, defaultZone };
      if (zoneOf(exception.component, name, place) !== timeZone) {
        throw new CalendarError(
          exception.line,
          `${uid}: ${name.toUpperCase()} is in another zone than the event`,
        );
      }
    }
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
    recurrence: recurrenceOf(component, { uid, timeZone, refuse }),
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

/** The zone of a time: its TZID, UTC when it says so, else that of the calendar; never a guess. */
function zoneOf(
  component: ICAL.Component,
  name: string,
  place: { line: number; uid: string; defaultZone?: string },
): string {
  const property = component.getFirstProperty(name);
  const { line, uid } = place;
  const value = property?.getFirstValue();
  if (!property || !(value instanceof ICAL.Time)) {
    throw new CalendarError(
      line,
      `${uid}: ${name.toUpperCase()} is missing or no time`,
    );
  }
  const given = property.getFirstParameter('tzid');
  const zone =
    given ||
    (value.zone === ICAL.Timezone.utcTimezone ? 'Etc/UTC' : place.defaultZone);
  if (!zone) {
    throw new CalendarError(
      line,
      `${uid}: ${name.toUpperCase()} has no time zone; write it as ${name.toUpperCase()};TZID=Europe/Dublin:..., or give the calendar X-WR-TIMEZONE`,
    );
  }
  if (!isTimeZone(zone)) {
    throw new CalendarError(line, `${uid}: ${zone} is not an IANA time zone`);
  }
  return zone;
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
    refuse,
  }: { uid: string; timeZone: string; refuse: (rule: string) => never },
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
  const read = readRecurrence(rule, timeOf(component, 'dtstart'));
  return typeof read === 'string' ? refuse(`${uid}: ${read}`) : read;
}
