import { BusinessEventKind } from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';
import { Recurrence } from './recurrence';

/** An event of a calendar file with its rule and its exceptions. Its times are local to `timeZone`. */
export interface CalendarEntry {
  uid: string;
  kind: BusinessEventKind;
  title: string;
  /** IANA time zone of its local times. */
  timeZone: string;
  component: ICAL.Component;
  /** DTSTART */
  start: ICAL.Time;
  /** Absent: it takes place once. */
  recurrence?: Recurrence;
  /** RDATE */
  more: readonly ICAL.Time[];
  /** EXDATE */
  left: readonly ICAL.Time[];
  /** What takes the place of the occurrence that it names by RECURRENCE-ID. */
  exceptions: readonly { of: ICAL.Time; component: ICAL.Component }[];
}

/** `calendars/<name>.ics`, RFC 5545. */
export interface BusinessCalendar {
  entries: readonly CalendarEntry[];
}
