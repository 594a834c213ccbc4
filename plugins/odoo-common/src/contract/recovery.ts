import { z } from 'zod';
import { stageSchema, tierSchema } from '../environment/stage';
import { evidenceStateSchema } from '../health/verdict';
import { recoveryAssessmentSchema } from '../recovery/assessment';
import { backupCopySchema, controllerClaimSchema } from '../recovery/facts';
import { RECOVERY_BANDS } from '../recovery/bands';
import { recoveryRecordSchema } from '../recovery/records';
import { repositoryReportSchema } from '../recovery/report';
import {
  restorePointSchema,
  signedRestoreTestSchema,
} from '../recovery/restoreTest';
import { listSchema, pageQuerySchema } from './list';

export const recoverySummarySchema = recoveryAssessmentSchema
  .pick({
    score: true,
    applies: true,
    weakestLink: true,
    rpo: true,
    rto: true,
    restorableTo: true,
    claim: true,
    evidence: true,
    observedAt: true,
    testDueAt: true,
    reassessAt: true,
  })
  .extend({
    tenant: z.string(),
    stage: stageSchema,
    tier: tierSchema,
    region: z.string(),
    lastTest: z
      .object({
        finishedAt: z.iso.datetime(),
        outcome: z.enum(['passed', 'failed']),
        proof: z.enum(['signed', 'claimed']),
        seconds: z.number(),
      })
      .nullable(),
  });
export type RecoverySummary = z.infer<typeof recoverySummarySchema>;

const sortKeys = [
  'score',
  'environment',
  'tier',
  'rpo',
  'rto',
  'lastTest',
] as const;

const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    value => (typeof value === 'string' ? value.split(',') : value),
    z.array(schema).max(50),
  );

/** `GET /recovery?...`; also of `GET /recovery.csv`, which takes no limit or cursor. */
export const recoveryQuerySchema = pageQuerySchema.extend({
  tenant: oneOrMore(z.string().max(63)).optional(),
  stage: oneOrMore(stageSchema).optional(),
  tier: oneOrMore(z.coerce.number().pipe(tierSchema)).optional(),
  region: oneOrMore(z.string().max(63)).optional(),
  band: oneOrMore(z.enum(RECOVERY_BANDS)).optional(),
  q: z.string().max(200).optional(),
  sort: z
    .enum([...sortKeys, ...sortKeys.map(key => `-${key}` as const)])
    .default('score'),
});
export type RecoveryQuery = z.infer<typeof recoveryQuerySchema>;

export const recoveryListSchema = listSchema(recoverySummarySchema).extend({
  /** Of all that the caller may read and the filters other than band let through. */
  counts: z.record(z.enum(RECOVERY_BANDS), z.int()),
  /** Mean of the scores that apply; null when there is none. */
  average: z.number().nullable(),
});
export type RecoveryList = z.infer<typeof recoveryListSchema>;

/** When a fact was read and until when it counts. */
const stamped = <T extends z.ZodType>(value: T) =>
  z
    .object({
      value,
      observedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      source: z.object({ collector: z.string(), scope: z.string() }),
    })
    .nullable();

/** `GET /recovery/:tenant/:stage` */
export const recoveryDetailSchema = recoverySummarySchema.extend({
  assessment: recoveryAssessmentSchema,
  database: stamped(repositoryReportSchema),
  filestore: stamped(repositoryReportSchema),
  copies: stamped(z.array(backupCopySchema)),
  controller: stamped(controllerClaimSchema),
  alerting: stamped(z.array(z.string())),
  /** Newest first, those whose nonce belongs to a test of ours marked `signed`, everything else `claimed`. */
  tests: z.array(signedRestoreTestSchema),
  records: z.array(recoveryRecordSchema),
  runbook: z.object({ title: z.string(), url: z.string() }).nullable(),
  /** Change of a restore test that is on its way. */
  pendingTest: z.string().optional(),
});
export type RecoveryDetail = z.infer<typeof recoveryDetailSchema>;

/** `GET /recovery/:tenant/:stage/plan?to=` (RFC 3339): what a restore would take; nothing is executed. */
export const restorePlanQuerySchema = z.strictObject({
  to: z.iso.datetime({ offset: true }),
});
export const restorePlanSchema = z.object({
  to: z.iso.datetime(),
  possible: z.boolean(),
  /** One sentence in words, such as "to 14:05 loses 7 minutes; ...", or plainly why not. */
  summary: z.string(),
  /** The point that is reached: the last one not after `to`. */
  point: restorePointSchema.nullable(),
  /** Written after that point and lost, up to now. */
  lostSeconds: z.number().nullable(),
  backup: z.string().nullable(),
  segments: z.int().nullable(),
  /** From the last restore test, scaled by size; null: never measured. */
  estimatedSeconds: z.number().nullable(),
  estimateBasis: z.string(),
  /** Others on the same database server, `<tenant>/<stage>`; empty: touches nobody else. */
  alsoTouched: z.array(z.string()),
  /** The nearest moments that can be restored to, when `to` cannot. */
  nearest: z.object({
    before: z.iso.datetime().nullable(),
    after: z.iso.datetime().nullable(),
  }),
});
export type RestorePlan = z.infer<typeof restorePlanSchema>;

/** `GET /recovery-order?tenant= | region=` */
export const recoveryOrderQuerySchema = z.union([
  z.strictObject({ tenant: z.string().min(1).max(63) }),
  z.strictObject({ region: z.string().min(1).max(63) }),
]);
export const recoveryOrderSchema = z.object({
  of: z.object({
    tenant: z.string().optional(),
    region: z.string().optional(),
  }),
  asOf: z.iso.datetime(),
  steps: z.array(
    z.object({
      position: z.int(),
      environment: z.string(),
      tier: tierSchema,
      owner: z.string(),
      businessServices: z.array(z.string()),
      /** What has to be back before: `<tenant>/<stage>`, a database server or a cluster. */
      after: z.array(z.string()),
      /** Where it comes back. */
      into: z.string(),
      restorableTo: z.iso.datetime().nullable(),
      /** Seconds after the start, one after the other per cluster; null: cannot be estimated. */
      startsAfterSeconds: z.number().nullable(),
      completesAfterSeconds: z.number().nullable(),
      basis: z.string(),
      /** Plainly, when it cannot be done. */
      problem: z.string().optional(),
      evidence: evidenceStateSchema,
    }),
  ),
  /** Business services in the order in which they come back, with their estimated completion. */
  services: z.array(
    z.object({
      service: z.string(),
      completesAfterSeconds: z.number().nullable(),
      environments: z.array(z.string()),
    }),
  ),
});
export type RecoveryOrder = z.infer<typeof recoveryOrderSchema>;
