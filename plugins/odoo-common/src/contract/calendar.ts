import { z } from 'zod';
import { dnsLabel } from '../validation/names';
import { pageQuerySchema, listSchema } from './list';

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

/** Why a calendar cannot be read: the rule that its file breaks, or that there is no such file. */
export const calendarErrorSchema = z.object({
  calendar: z.string(),
  /** In the repository. */
  file: z.string(),
  /** From 1. */
  line: z.int().optional(),
  message: z.string(),
});

/** Sorted by their beginning; of the calendars of environments that the caller may read. */
export const calendarListSchema = z.object({
  items: z.array(businessEventSchema),
  total: z.int(),
  /** Calendars that cannot be read, and why: what depends on them must not assume that nothing is open. */
  errors: z.array(calendarErrorSchema),
});
export type CalendarList = z.infer<typeof calendarListSchema>;

/** `GET /calendar/windows?tenant&from&to&limit&cursor`; the times as in `GET /calendar`. */
export const calendarWindowsQuerySchema = pageQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  from: calendarQuerySchema.shape.from,
  to: calendarQuerySchema.shape.to,
  tenant: calendarQuerySchema.shape.tenant,
});
export type CalendarWindowsQuery = z.infer<typeof calendarWindowsQuerySchema>;

const spanSchema = z.object({
  from: z.iso.datetime(),
  /** The first moment after it. */
  to: z.iso.datetime(),
});

/** An event as a legal entity has it. */
export const entityEventSchema = businessEventSchema.extend({
  /** `id` of the legal entity. */
  legalEntity: z.string(),
  /** What it closes, its lead time included; absent: changes need not wait for it. */
  closes: spanSchema.optional(),
});

export const CHANGE_WINDOW_STATES = ['open', 'closed', 'unknown'] as const;

/** When a tenant can be changed, over all its legal entities. */
export const tenantWindowsSchema = z.object({
  tenant: z.string(),
  /** Of this moment; `unknown` while a calendar cannot be read and none of the others closes. */
  now: z.enum(CHANGE_WINDOW_STATES),
  /** When `now` ends by what is known; absent: not before `knownUntil`. */
  nowUntil: z.iso.datetime().optional(),
  /** The next time with room for a change of `roomSeconds`; absent: none before `knownUntil`, or not known. */
  nextWindow: spanSchema.optional(),
  /** What a change that migrates nothing takes, its roll-back included. */
  roomSeconds: z.number(),
  knownUntil: z.iso.datetime(),
  legalEntities: z.array(
    z.object({ id: dnsLabel(40), timeZone: z.string(), calendar: z.string() }),
  ),
  /** Of the range, sorted by their beginning. */
  events: z.array(entityEventSchema),
  /** Of the range, sorted and apart: overlapping events are one. */
  closed: z.array(
    spanSchema.extend({
      /** `<title> (<legal entity>)` */
      causes: z.array(z.string()),
    }),
  ),
  errors: z.array(
    z.object({
      /** Whose events are not known. */
      subject: z.string(),
      file: z.string(),
      line: z.int().optional(),
      message: z.string(),
    }),
  ),
});
export type TenantWindows = z.infer<typeof tenantWindowsSchema>;

/** Sorted by tenant: those with an environment that the caller may read. */
export const calendarWindowsSchema = listSchema(tenantWindowsSchema).extend({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type CalendarWindows = z.infer<typeof calendarWindowsSchema>;
