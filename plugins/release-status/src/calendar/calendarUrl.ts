import {
  BUSINESS_EVENT_KINDS,
  CALENDAR_REACH_YEARS,
  calendarWindowsQuerySchema,
  isInReach,
  monthRange,
} from '@plumbline/plugin-odoo-common';
import {
  ListUrlState,
  readListUrl,
  useListUrl,
} from '@plumbline/plugin-odoo-react';
import { z } from 'zod';

const FILTERS = ['tenant', 'kind', 'month'] as const;

export type CalendarUrlState = ListUrlState<(typeof FILTERS)[number]>;

export const useCalendarUrl = (): CalendarUrlState => useListUrl(FILTERS);

/** Like that of the server, with a month for the range; the kinds are told apart here, on the page. */
const urlSchema = calendarWindowsQuerySchema
  .omit({ from: true, to: true })
  .extend({
    kind: z
      .string()
      .transform(kinds => kinds.split(','))
      .pipe(z.array(z.enum(BUSINESS_EVENT_KINDS)))
      .optional(),
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, { abort: true })
      // What the server refuses too.
      .refine(
        month => {
          const { from, to } = monthRange(month);
          const now = new Date();
          return isInReach(from, now) && isInReach(to, now);
        },
        { error: `is not within ${CALENDAR_REACH_YEARS} years of now` },
      )
      .optional(),
  });
export type CalendarUrl = z.infer<typeof urlSchema>;

export const readCalendarUrl = (parameters: URLSearchParams) =>
  readListUrl<CalendarUrl>(parameters, FILTERS, urlSchema);
