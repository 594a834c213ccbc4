import { z } from 'zod';
import { listSchema, pageQuerySchema } from './list';

/** `golden-path`: repository v. render; `cluster`: cluster v. repository; `image`: running v. released digest; `unledgered`: a commit past change control. */
export const DRIFT_KINDS = [
  'golden-path',
  'cluster',
  'image',
  'unledgered',
] as const;
export const driftKindSchema = z.enum(DRIFT_KINDS);
export type DriftKind = z.infer<typeof driftKindSchema>;

export const driftSchema = z.object({
  environment: z.string(),
  kind: driftKindSchema,
  severity: z.enum(['critical', 'degraded']),
  /** Since when it has been seen without interruption. */
  since: z.iso.datetime(),
  /** Of the newest look at it; past `expiresAt` it is stale. */
  observedAt: z.iso.datetime(),
  stale: z.boolean(),
  summary: z.string(),
  /** Files, objects or fields that differ, as far as they are known. */
  fields: z.array(z.string()),
  /** Who did it, where that is known. */
  who: z.string().optional(),
  /** `adopt`: a change that makes the repository true to the golden path again, or takes a commit over that left it true; `re-sync`: the controller has to apply what the repository says. */
  action: z.object({
    kind: z.enum(['adopt', 're-sync', 'promote', 'none']),
    title: z.string(),
    /** Path in the portal or URL; absent from `adopt`: an update of the environment without a new spec. */
    link: z.string().optional(),
  }),
  pendingChange: z.string().optional(),
});
export type Drift = z.infer<typeof driftSchema>;

/** `GET /drift?kind&severity&environment&q&limit&cursor`, the worst and oldest first. */
export const driftQuerySchema = pageQuerySchema.extend({
  kind: driftKindSchema.optional(),
  severity: z.enum(['critical', 'degraded']).optional(),
  environment: z.string().max(130).optional(),
  q: z.string().max(200).optional(),
});
export type DriftQuery = z.infer<typeof driftQuerySchema>;

export const driftListSchema = listSchema(driftSchema).extend({
  /** Of all environments that the caller may read. */
  counts: z.record(driftKindSchema, z.int()),
  /** Environments, of those that `environment` and `q` name, whose drift nobody could look at: not the same as none. */
  unknown: z.int(),
});
export type DriftList = z.infer<typeof driftListSchema>;
