import { z } from 'zod';
import { observedStatusSchema } from '../health/observation';
import { listSchema, pageQuerySchema } from './list';

export const DRIFT_STATES = [
  'as-rendered',
  'behind',
  'drifted',
  'unknown',
] as const;

/** How an environment's files in the repository stand to the golden path. */
export const goldenPathStandSchema = z.object({
  environment: z.string(),
  version: z.string(),
  /** `behind`: untouched, of an older version; `drifted`: not what any version rendered. */
  state: z.enum(DRIFT_STATES),
  /** What the probe `goldenpath.drift` says. */
  status: observedStatusSchema,
  summary: z.string(),
  since: z.iso.datetime().optional(),
  /** Id of the change that is on its way, if any. */
  pendingChange: z.string().optional(),
});
export type GoldenPathStand = z.infer<typeof goldenPathStandSchema>;

/** `GET /golden-path?state&version&limit&cursor` */
export const goldenPathQuerySchema = pageQuerySchema.extend({
  state: z.enum(DRIFT_STATES).optional(),
  version: z.string().max(10).optional(),
});
export type GoldenPathQuery = z.infer<typeof goldenPathQuerySchema>;

export const goldenPathListSchema = listSchema(goldenPathStandSchema).extend({
  /** The version that this portal renders. */
  current: z.string(),
  /** Of all environments that the caller may read. */
  versions: z.array(z.object({ version: z.string(), environments: z.int() })),
  states: z.record(z.enum(DRIFT_STATES), z.int()),
});
export type GoldenPathList = z.infer<typeof goldenPathListSchema>;
