import { z } from 'zod';
import { parentSchema } from '../change/parent';
import { CHANGE_STATES } from '../change/states';

export const ROLLOUT_STATES = ['running', 'paused', 'stopped', 'done'] as const;
export const rolloutStateSchema = z.enum(ROLLOUT_STATES);
export type RolloutState = z.infer<typeof rolloutStateSchema>;

export const ROLLOUT_STEPS = [
  'waiting',
  'proposed',
  'verified',
  'failed',
  'skipped',
] as const;

/** One environment of a rollout: `proposed` has a change under way; the last three are ends. */
export const rolloutItemSchema = z.object({
  environment: z.string(),
  step: z.enum(ROLLOUT_STEPS),
  /** What decided who may change the environment when the rollout was planned; absent in older ones. */
  planned: z.object({ owner: z.string(), tier: z.int() }).optional(),
  /** Id of its change, from `proposed` on. */
  change: z.string().optional(),
  changeState: z.enum(CHANGE_STATES).optional(),
  /** Why it failed, was skipped, or what it waits for. */
  note: z.string().optional(),
  /** Of the step. */
  since: z.iso.datetime(),
});
export type RolloutItem = z.infer<typeof rolloutItemSchema>;

/** The parent of the changes that bring a release to a ring: one change for each environment. */
export const rolloutSchema = parentSchema.extend({
  ring: z.string(),
  state: rolloutStateSchema,
  /** So many environments at once; the next follow when all of these have soaked. */
  batch: z.int().min(1),
  /** For how long a batch must be verified before the next begins. */
  soak: z.iso.duration(),
  /** One failure more and it pauses. */
  failureBudget: z.int().min(0),
  failures: z.int().min(0),
  /** So many of them somebody other than the requester has gone on past. */
  acceptedFailures: z.int().min(0).default(0),
  items: z.array(rolloutItemSchema),
  /** Why it stands still, in words, while it is paused or stopped. */
  because: z.string().optional(),
  /** Until when the present batch soaks. */
  soaksUntil: z.iso.datetime().optional(),
});
export type Rollout = z.infer<typeof rolloutSchema>;
