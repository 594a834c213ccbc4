import { z } from 'zod';
import { stageSchema } from '../environment/stage';
import { evidenceStateSchema, verdictStatusSchema } from '../health/verdict';
import { RECOVERY_BANDS } from '../recovery/bands';
import {
  CHANGE_WINDOW_STATES,
  businessEventSchema,
  calendarErrorSchema,
} from './calendar';

/** How far ahead `GET /calendar/coming` looks. */
export const COMING_EVENTS_DAYS = 14;

/** "Can we make Thursday's payroll?" */
export const EVENT_ANSWERS = ['no', 'at-risk', 'unknown', 'yes'] as const;
export type EventAnswer = (typeof EVENT_ANSWERS)[number];

/** What an answer looks at, in this order. */
export const EVENT_CONCERNS = [
  'health',
  'risks',
  'recovery',
  'changes',
  'freeze',
] as const;

export const eventReasonSchema = z.object({
  about: z.enum(EVENT_CONCERNS),
  /** What the answer would be by this alone. */
  says: z.enum(EVENT_ANSWERS),
  text: z.string(),
});
export type EventReason = z.infer<typeof eventReasonSchema>;

/** An event that a tenant has to make, and whether it will by what is known now. */
export const comingEventSchema = businessEventSchema.extend({
  tenant: z.string(),
  /** `id` of those whose calendar it stands in. */
  legalEntities: z.array(z.string()),
  answer: z.enum(EVENT_ANSWERS),
  /** One of every concern, in their order. */
  reasons: z.array(eventReasonSchema),
  /** From then on the answer is not known; absent: nothing that it rests on expires. */
  knownUntil: z.iso.datetime().optional(),
  /** Of this moment, over all legal entities of the tenant. */
  changesNow: z.enum(CHANGE_WINDOW_STATES),
  /** From when the event keeps changes away; absent: it does not. */
  closesFrom: z.iso.datetime().optional(),
  /** Absent: the tenant has none that the caller may read. */
  production: z
    .object({
      stage: stageSchema,
      status: verdictStatusSchema,
      evidence: evidenceStateSchema,
      recovery: z
        .object({ score: z.number().nullable(), band: z.enum(RECOVERY_BANDS) })
        .optional(),
      pendingChange: z.string().optional(),
    })
    .optional(),
});
export type ComingEvent = z.infer<typeof comingEventSchema>;

/** `GET /calendar/coming?limit` */
export const comingEventsQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type ComingEventsQuery = z.infer<typeof comingEventsQuerySchema>;

/**
 * The events of the next `COMING_EVENTS_DAYS` days, those that last now first; freezes are no events to make. Of
 * tenants with an environment that the caller may read.
 */
export const comingEventsSchema = z.object({
  items: z.array(comingEventSchema),
  /** How many there are, shown or not. */
  total: z.int(),
  /** Calendars that cannot be read: which events they have nobody knows. */
  errors: z.array(calendarErrorSchema),
});
export type ComingEvents = z.infer<typeof comingEventsSchema>;
