import { z } from 'zod';
import { observedStatusSchema } from '../health/observation';
import { verdictStatusSchema } from '../health/verdict';
import { PROBE_IDS } from '../probes/probes';
import { listSchema, pageQuerySchema } from './list';

/** A moment at which the status of one probe changed; repeated samples are not listed. */
export const transitionSchema = z.object({
  probe: z.enum(PROBE_IDS),
  /** Absent for the first observation of the probe. */
  from: observedStatusSchema.optional(),
  to: observedStatusSchema,
  at: z.iso.datetime(),
  summary: z.string(),
});
export type Transition = z.infer<typeof transitionSchema>;

/** `GET /environments/:tenant/:stage/history`, the newest transition first. */
export const historySchema = listSchema(transitionSchema);
export type History = z.infer<typeof historySchema>;

/** `GET /environments/:tenant/:stage/history?...`: from (inclusive) and to (exclusive). */
export const historyQuerySchema = pageQuerySchema.extend({
  probe: z.enum(PROBE_IDS).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

/** One day of an environment, in UTC: for how many seconds each verdict held; the rest nobody watched. */
export const dailyHealthSchema = z.object({
  day: z.iso.date(),
  seconds: z.partialRecord(verdictStatusSchema, z.int()),
  /** The worst verdict that held for any time of the day. */
  worst: verdictStatusSchema,
});
export type DailyHealth = z.infer<typeof dailyHealthSchema>;

export const TIMELINE_MARKS = ['change', 'business-event'] as const;

/** Something that happened to the environment or its business, drawn on the chart. */
export const timelineMarkSchema = z.object({
  kind: z.enum(TIMELINE_MARKS),
  title: z.string(),
  from: z.iso.datetime(),
  /** Absent: a moment. */
  to: z.iso.datetime().optional(),
  /** Path in the portal. */
  link: z.string().optional(),
});
export type TimelineMark = z.infer<typeof timelineMarkSchema>;

/** `GET /environments/:tenant/:stage/daily?from&to` (days, both inclusive; default the last 30). */
export const dailyHistorySchema = z.object({
  items: z.array(dailyHealthSchema),
  marks: z.array(timelineMarkSchema),
});
export type DailyHistory = z.infer<typeof dailyHistorySchema>;

export const DAILY_HISTORY_MAX_DAYS = 400;
export const dailyHistoryQuerySchema = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type DailyHistoryQuery = z.infer<typeof dailyHistoryQuerySchema>;
