import {
  CalendarQuery,
  CalendarWindowsQuery,
  calendarListSchema,
  calendarWindowsSchema,
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

    /** When tenants can be changed. */
    listWindows(query: Partial<CalendarWindowsQuery>, signal?: AbortSignal) {
      return requester.json(['calendar', 'windows'], calendarWindowsSchema, {
        query,
        signal,
      });
    },
  };
}
