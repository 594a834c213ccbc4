import {
  CalendarQuery,
  CalendarWindowsQuery,
  ComingEventsQuery,
  calendarListSchema,
  calendarWindowsSchema,
  comingEventsSchema,
  freezesListSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** Business events and freezes. */
export function createCalendarApi(requester: Requester) {
  return {
    listCalendar(query: CalendarQuery, signal?: AbortSignal) {
      return requester.json(['calendar'], calendarListSchema, {
        query,
        signal,
      });
    },

    /** The events of the next days, each with whether it will be made. */
    listComingEvents(query: Partial<ComingEventsQuery>, signal?: AbortSignal) {
      return requester.json(['calendar', 'coming'], comingEventsSchema, {
        query,
        signal,
      });
    },

    /** How the clusters keep freezes in Git. */
    listFreezes(signal?: AbortSignal) {
      return requester.json(['calendar', 'freezes'], freezesListSchema, {
        signal,
      });
    },

    /** When tenants can be changed. */
    listWindows(query: Partial<CalendarWindowsQuery>, signal?: AbortSignal) {
      return requester.json(['calendar', 'windows'], calendarWindowsSchema, {
        query,
        signal,
      });
    },
  };
}
