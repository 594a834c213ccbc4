import { z } from 'zod';
import { changeKindSchema } from '../change/change';
import { CHANGE_STATES } from '../change/states';
import { environmentRefSchema, tenantSchema } from '../environment/ref';
import { SERIES_UPGRADE_STEP_STATES } from '../seriesUpgrade/judgeSteps';
import {
  confirmationSchema,
  seriesUpgradeSchema,
  seriesUpgradeStateSchema,
  seriesUpgradeStepSchema,
} from '../seriesUpgrade/seriesUpgrade';
import { plainText } from '../validation/names';
import { REASON_MAX_LENGTH, contentHashSchema } from './changes';
import { listSchema, pageQuerySchema } from './list';

/** `POST /series-upgrades` (`dryRun`: 200 with the same body, nothing stored). */
export const proposeSeriesUpgradeSchema = z.strictObject({
  /** The old production. */
  environment: environmentRefSchema,
  /** Tenant of the new one; nobody has it yet. */
  clone: tenantSchema,
  /** Of a later series and the same edition. */
  release: z.string().max(45),
  reason: plainText(REASON_MAX_LENGTH),
  dryRun: z.boolean().default(false),
});
export type ProposeSeriesUpgrade = z.infer<typeof proposeSeriesUpgradeSchema>;
export type ProposeSeriesUpgradeInput = z.input<
  typeof proposeSeriesUpgradeSchema
>;

/**
 * `POST /series-upgrades/:id/steps/:step/propose`: proposes the next change of the step in the caller's name, and
 * answers it. What it changes is the portal's to say; the person says why.
 */
export const proposeStepSchema = z.strictObject({
  reason: plainText(REASON_MAX_LENGTH),
  /** Of the preview; not of a restore test, which is drawn anew each time. */
  expectedContentHash: contentHashSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type ProposeStep = z.infer<typeof proposeStepSchema>;
export type ProposeStepInput = z.input<typeof proposeStepSchema>;

/** `POST /series-upgrades/:id/{go-back,stop}` and `/steps/:step/confirm`. */
export const decideSeriesUpgradeSchema = z.strictObject({
  reason: plainText(REASON_MAX_LENGTH),
});

/** What the person who asks may do now; each refusal says why. */
const permitted = z.object({
  allowed: z.boolean(),
  reason: z.string().optional(),
});

export const seriesUpgradeStepDetailSchema = z.object({
  id: seriesUpgradeStepSchema,
  state: z.enum(SERIES_UPGRADE_STEP_STATES),
  /** Why it is not open, what it waits for, or what failed. */
  because: z.string().optional(),
  since: z.iso.datetime().optional(),
  changes: z.array(
    z.object({
      id: z.string(),
      kind: changeKindSchema,
      environment: z.string(),
      state: z.enum(CHANGE_STATES),
      since: z.iso.datetime(),
      note: z.string().optional(),
    }),
  ),
  /** What its next change would be, once it may be proposed. */
  proposes: z
    .object({ kind: changeKindSchema, environment: z.string() })
    .optional(),
  confirmation: confirmationSchema.optional(),
  /** `propose` of a step with changes, `confirm` of one that is a person's word. */
  action: permitted.extend({ type: z.enum(['propose', 'confirm']) }),
});
export type SeriesUpgradeStepDetail = z.infer<
  typeof seriesUpgradeStepDetailSchema
>;

/** `GET /series-upgrades/:id` */
export const seriesUpgradeDetailSchema = seriesUpgradeSchema.extend({
  steps: z.array(seriesUpgradeStepDetailSchema),
  downtime: z.object({
    /** From the commit of the rehearsal until it was verified: copying, migrating and starting. */
    rehearsedSeconds: z.int().optional(),
    /** When the old one was stopped. */
    from: z.iso.datetime().optional(),
    /** When the new one was verified. */
    until: z.iso.datetime().optional(),
  }),
  actions: z.object({ goBack: permitted, stop: permitted }),
});
export type SeriesUpgradeDetail = z.infer<typeof seriesUpgradeDetailSchema>;

/** `GET /series-upgrades?state&environment&limit&cursor`, the newest first. */
export const seriesUpgradeQuerySchema = pageQuerySchema.extend({
  state: seriesUpgradeStateSchema.optional(),
  environment: z.string().max(100).optional(),
});
export type SeriesUpgradeQuery = z.infer<typeof seriesUpgradeQuerySchema>;

export const seriesUpgradeSummarySchema = seriesUpgradeSchema
  .omit({ confirmations: true, timeline: true })
  .extend({
    /** The first step that is not done; absent once it has ended. */
    next: z
      .object({
        step: seriesUpgradeStepSchema,
        state: z.enum(SERIES_UPGRADE_STEP_STATES),
      })
      .optional(),
  });
export type SeriesUpgradeSummary = z.infer<typeof seriesUpgradeSummarySchema>;
export const seriesUpgradeListSchema = listSchema(seriesUpgradeSummarySchema);
export type SeriesUpgradeList = z.infer<typeof seriesUpgradeListSchema>;
