import {
  CalendarQuery,
  calendarListSchema,
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
  };
}
