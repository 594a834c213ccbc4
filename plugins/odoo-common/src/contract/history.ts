import { z } from 'zod';
import { observedStatusSchema } from '../health/observation';
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
