import { z } from 'zod';

export const BUSINESS_EVENT_KINDS = [
  'payroll',
  'month-end',
  'billing',
  'tender',
  'freeze',
] as const;
export type BusinessEventKind = (typeof BUSINESS_EVENT_KINDS)[number];

/** One occurrence of an event of a business calendar. */
export const businessEventSchema = z.object({
  /** Name of the calendar: `calendars/<name>.ics`. */
  calendar: z.string(),
  uid: z.string(),
  kind: z.enum(BUSINESS_EVENT_KINDS),
  title: z.string(),
  from: z.iso.datetime(),
  /** The first moment after it. */
  to: z.iso.datetime(),
  /** IANA time zone in which it was written. */
  timeZone: z.string(),
});
export type BusinessEvent = z.infer<typeof businessEventSchema>;

export const CALENDAR_MAX_DAYS = 400;

/** `GET /calendar?from&to&tenant` (from inclusive, to exclusive; default from now on, 35 days). */
export const calendarQuerySchema = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  tenant: z.string().max(63).optional(),
});
export type CalendarQuery = z.infer<typeof calendarQuerySchema>;

/** Sorted by their beginning; of the calendars of environments that the caller may read. */
export const calendarListSchema = z.object({
  items: z.array(businessEventSchema),
  total: z.int(),
  /** Calendars that cannot be read, and why: what depends on them must not assume that nothing is open. */
  errors: z.array(z.object({ calendar: z.string(), message: z.string() })),
});
export type CalendarList = z.infer<typeof calendarListSchema>;
