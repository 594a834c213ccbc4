import { z } from 'zod';
import { AREAS, PROBE_IDS } from '../probes/probes';

/** What one probe can say. `unknown` is never green. */
export const OBSERVED_STATUSES = [
  'ok',
  'degraded',
  'critical',
  'unknown',
  'not-applicable',
  'not-collected',
  'asleep',
  'maintenance',
] as const;
export const observedStatusSchema = z.enum(OBSERVED_STATUSES);
export type ObservedStatus = z.infer<typeof observedStatusSchema>;

/** The object behind an observation, so that a person can go and look. */
export const objectReferenceSchema = z.object({
  apiVersion: z.string().optional(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});
export type ObjectReference = z.infer<typeof objectReferenceSchema>;

/** A page names so many differences; the summary counts them all. */
export const DIFFERENCES_MAX = 50;

export const observationSchema = z.object({
  probe: z.enum(PROBE_IDS),
  area: z.enum(AREAS),
  status: observedStatusSchema,
  value: z.union([z.number(), z.string()]).optional(),
  unit: z.string().optional(),
  /** What the value is measured against, in words: `3 of 3`, `< 3 restarts/h`. */
  threshold: z.string().optional(),
  observedAt: z.iso.datetime(),
  /** Past this the observation is stale and counts as unknown. */
  expiresAt: z.iso.datetime(),
  /** Since when the status holds, by the object itself or by our transitions. */
  since: z.iso.datetime().optional(),
  /** A moment ahead at which this becomes a problem, such as the end of a certificate. */
  deadline: z.iso.datetime().optional(),
  source: z.object({
    collector: z.string(),
    scope: z.string(),
    object: objectReferenceSchema.optional(),
  }),
  /** One sentence for a person: what is, why, how often. */
  summary: z.string(),
  /** Of a probe that compares: the files, objects or digests that differ, at most `DIFFERENCES_MAX`. */
  differences: z.array(z.string()).optional(),
  /** Who made it so, where the source tells. */
  who: z.string().optional(),
  link: z.string().optional(),
});
export type Observation = z.infer<typeof observationSchema>;
