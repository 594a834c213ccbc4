import { z } from 'zod';
import { observedStatusSchema } from '../health/observation';
import { PROBE_IDS } from '../probes/probes';
import { listSchema } from './list';

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
