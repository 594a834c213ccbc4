import { z } from 'zod';
import {
  changeKindSchema,
  changeSchema,
  overridableGateSchema,
  rollBackSchema,
} from '../change/change';
import { CHANGE_STATES } from '../change/states';
import { environmentRefSchema } from '../environment/ref';
import { plainText } from '../validation/names';
import { listSchema, pageQuerySchema } from './list';

export const REASON_MAX_LENGTH = 500;

export const contentHashSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/**
 * `POST /changes`. The spec may leave out what has a default (`completeSpec`); it is parsed apart,
 * so that every wrong field is named at once.
 */
export const proposeChangeSchema = z.strictObject({
  kind: changeKindSchema,
  environment: environmentRefSchema,
  /** Of every kind but a restore test, which leaves the environment as it is. */
  spec: z.record(z.string(), z.unknown()).optional(),
  /** Of a restore test. `to`: restore the last moment not after it; absent: the newest. */
  restoreTest: z
    .strictObject({ to: z.iso.datetime({ offset: true }).optional() })
    .optional(),
  /** Of a promotion: the version that the environment gets; all else stays. */
  release: z.string().max(45).optional(),
  /** Of a roll-back. */
  rollBack: rollBackSchema.optional(),
  reason: plainText(REASON_MAX_LENGTH),
  /** Not of a restore test: it is drawn anew each time. */
  expectedContentHash: contentHashSchema.optional(),
  dryRun: z.boolean().default(false),
});
export type ProposeChange = z.infer<typeof proposeChangeSchema>;
export type ProposeChangeInput = z.input<typeof proposeChangeSchema>;

/** `PUT /changes/:id`: a new revision; approvals become void. */
export const updateChangeSchema = z.strictObject({
  spec: z.record(z.string(), z.unknown()),
  reason: plainText(REASON_MAX_LENGTH),
  /** Of the content that is replaced, or of the new content as its preview showed it. */
  expectedContentHash: contentHashSchema,
});
export type UpdateChange = z.infer<typeof updateChangeSchema>;

export const approveChangeSchema = z.strictObject({
  comment: plainText(REASON_MAX_LENGTH),
  contentHash: contentHashSchema,
});
export type ApproveChange = z.infer<typeof approveChangeSchema>;

export const rejectChangeSchema = z.strictObject({
  comment: plainText(REASON_MAX_LENGTH),
});

/** `POST /changes/:id/override`, by somebody who wrote no revision. `until`: at most 7 days ahead. */
export const overrideChangeSchema = z.strictObject({
  gate: overridableGateSchema,
  reason: plainText(REASON_MAX_LENGTH),
  until: z.iso.datetime({ offset: true }),
  contentHash: contentHashSchema,
});
export type OverrideChange = z.infer<typeof overrideChangeSchema>;

/** `POST /changes/:id/follow-up`: what was done about an override afterwards. */
export const followUpSchema = z.strictObject({
  gate: overridableGateSchema,
  comment: plainText(REASON_MAX_LENGTH),
});
export type FollowUp = z.infer<typeof followUpSchema>;

export const changeQuerySchema = pageQuerySchema.extend({
  state: z
    .preprocess(
      value => (typeof value === 'string' ? value.split(',') : value),
      z.array(z.enum(CHANGE_STATES)),
    )
    .optional(),
  environment: z.string().max(100).optional(),
  kind: changeKindSchema.optional(),
  /** Id of the rollout or the series upgrade. */
  parent: z.string().max(64).optional(),
  /** Only those with an override that nobody has followed up. */
  followUp: z.literal('open').optional(),
  /** Only those that the caller requested. */
  mine: z
    .enum(['true', 'false'])
    .transform(value => value === 'true')
    .optional(),
});
export type ChangeQuery = z.infer<typeof changeQuerySchema>;

export const changeSummarySchema = changeSchema
  .pick({
    id: true,
    kind: true,
    environment: true,
    state: true,
    requester: true,
    reason: true,
    revision: true,
    approvalsNeeded: true,
    createdAt: true,
    updatedAt: true,
    awaiting: true,
    parent: true,
    parentKind: true,
    release: true,
  })
  .extend({ approvalsGiven: z.int() });
export type ChangeSummary = z.infer<typeof changeSummarySchema>;

export const changeListSchema = listSchema(changeSummarySchema);
export type ChangeList = z.infer<typeof changeListSchema>;
