import { BusinessEventKind } from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';

/** An event of a calendar file with its rule and its exceptions. */
export interface CalendarEntry {
  uid: string;
  kind: BusinessEventKind;
  title: string;
  /** IANA time zone of its local times. */
  timeZone: string;
  /** Its times are local to `timeZone`, whatever ical.js takes them for. */
  event: ICAL.Event;
}

/** `calendars/<name>.ics`, RFC 5545. */
export interface BusinessCalendar {
  entries: readonly CalendarEntry[];
}
