import { Duration } from 'luxon';
import { z } from 'zod';
import { CHANGE_STATES } from '../change/states';
import { REASON_MAX_LENGTH, contentHashSchema } from './changes';
import { rolloutSchema, rolloutStateSchema } from '../rollout/rollout';
import { environmentRefSchema } from '../environment/ref';
import { dnsLabel, plainText } from '../validation/names';
import { listSchema, pageQuerySchema } from './list';

const SOAK_MAX_DAYS = 30;

function isSoak(text: string): boolean {
  const days = Duration.fromISO(text).as('days');
  return days >= 0 && days <= SOAK_MAX_DAYS;
}

/** `POST /rollouts` (`dryRun`: 200 with the same body, nothing stored): all of the ring that the caller may change. */
export const proposeRolloutSchema = z.strictObject({
  release: z.string().max(45),
  ring: dnsLabel(40),
  reason: plainText(REASON_MAX_LENGTH),
  batch: z.int().min(1).max(100).default(1),
  /** At most 30 days; absent: an hour. */
  soak: z.iso
    .duration()
    .refine(isSoak, 'must not be longer than 30 days')
    .optional(),
  /** Absent: the ring's. */
  failureBudget: z.int().min(0).max(1000).optional(),
  dryRun: z.boolean().default(false),
});
export type ProposeRollout = z.infer<typeof proposeRolloutSchema>;
export type ProposeRolloutInput = z.input<typeof proposeRolloutSchema>;

/** `POST /rollouts/:id/{pause,resume,stop}`. `resume` goes on past a spent budget knowingly. */
export const steerRolloutSchema = z.strictObject({
  reason: plainText(REASON_MAX_LENGTH),
});
export type SteerRollout = z.infer<typeof steerRolloutSchema>;

/** `POST /rollouts/:id/skip`: the rollout goes on without this environment. */
export const skipRolloutSchema = steerRolloutSchema.extend({
  environment: environmentRefSchema,
});
export type SkipRollout = z.infer<typeof skipRolloutSchema>;
export type SkipRolloutInput = z.input<typeof skipRolloutSchema>;

/**
 * `POST /rollouts/:id/approve`: the same as approving each of the named changes of the rollout, by the content that the
 * person has seen of each.
 */
export const approveRolloutSchema = z.strictObject({
  comment: plainText(REASON_MAX_LENGTH),
  /** By id of the change, at most 200. */
  contentHashes: z
    .record(z.string().max(64), contentHashSchema)
    .refine(
      hashes => Object.keys(hashes).length <= 200,
      'must not name more than 200 changes',
    ),
});
export type ApproveRollout = z.infer<typeof approveRolloutSchema>;

/** Its answer: what came of each, in the order asked. */
export const rolloutApprovalsSchema = z.object({
  items: z.array(
    z.object({
      change: z.string(),
      state: z.enum(CHANGE_STATES).optional(),
      /** Why it was not approved. */
      error: z.string().optional(),
    }),
  ),
});
export type RolloutApprovals = z.infer<typeof rolloutApprovalsSchema>;

/** What the person who asks may do now; each refusal says why. */
const permitted = z.object({
  allowed: z.boolean(),
  reason: z.string().optional(),
});
export const ROLLOUT_ACTIONS = ['pause', 'resume', 'skip', 'stop'] as const;

/** `GET /rollouts/:id`; items of environments that the caller may not read are left out and counted. */
export const rolloutDetailSchema = rolloutSchema.extend({
  hidden: z.int(),
  actions: z.record(z.enum(ROLLOUT_ACTIONS), permitted),
});
export type RolloutDetail = z.infer<typeof rolloutDetailSchema>;

/** `GET /rollouts?state&release&ring&limit&cursor`, the newest first. */
export const rolloutQuerySchema = pageQuerySchema.extend({
  state: rolloutStateSchema.optional(),
  release: z.string().max(45).optional(),
  ring: z.string().max(40).optional(),
});
export type RolloutQuery = z.infer<typeof rolloutQuerySchema>;

export const rolloutSummarySchema = rolloutSchema
  .omit({ items: true, timeline: true })
  .extend({
    /** Environments by step. */
    steps: z.record(z.string(), z.int()),
  });
export type RolloutSummary = z.infer<typeof rolloutSummarySchema>;
export const rolloutListSchema = listSchema(rolloutSummarySchema);
export type RolloutList = z.infer<typeof rolloutListSchema>;
