import { z } from 'zod';
import { expectationSchema } from '../environment/expectation';
import { placementSchema, environmentSpecSchema } from '../environment/spec';
import { planSchema } from '../environment/plan';
import { stageSchema, tenancySchema, tierSchema } from '../environment/stage';
import { observationSchema } from '../health/observation';
import {
  evidenceStateSchema,
  verdictSchema,
  verdictStatusSchema,
} from '../health/verdict';
import { RECOVERY_BANDS } from '../recovery/bands';
import { acknowledgementSchema } from './acknowledgements';
import { listSchema, pageQuerySchema } from './list';

export const environmentSchema = z.object({
  tenant: z.string(),
  stage: stageSchema,
  tier: tierSchema,
  tenancy: tenancySchema,
  region: z.string(),
  owner: z.string(),
  release: z.object({
    version: z.string(),
    digest: z.string(),
    since: z.iso.datetime().optional(),
  }),
  goldenPath: z.string(),
  placement: placementSchema,
  verdict: verdictSchema,
  /** How ready it is to be recovered; absent while nobody has judged that. */
  recovery: z
    .object({
      /** null: it does not apply. */
      score: z.number().nullable(),
      band: z.enum(RECOVERY_BANDS),
      /** Most that would be lost now in a demanded scenario; absent: not known, or nothing can be restored. */
      rpoNow: z.iso.duration().optional(),
      /** Absent: never measured. */
      rtoMeasured: z.iso.duration().optional(),
    })
    .optional(),
  /** Id of the change that is on its way, if any. */
  pendingChange: z.string().optional(),
  /** Id of the incident that it is part of, see `GET /incidents`. */
  incident: z.string().optional(),
  /** What people have said about its present state; expired ones are absent. */
  acknowledgements: z.array(acknowledgementSchema).default([]),
});
export type EnvironmentSummary = z.infer<typeof environmentSchema>;

/** `GET /environments/:tenant/:stage` */
export const environmentDetailSchema = environmentSchema.extend({
  spec: environmentSpecSchema,
  plan: planSchema,
  expectation: expectationSchema,
  /**
   * Every probe that applies, in the order of the probe table. One that was never observed has neither
   * times nor source: it is `unknown` when a collector claims it, else `not-collected`.
   */
  observations: z.array(
    observationSchema
      .partial({ observedAt: true, expiresAt: true, source: true })
      .extend({
        required: z.boolean(),
        stale: z.boolean(),
        /** What to do about it, URL. */
        runbook: z.url().optional(),
      }),
  ),
});
export type EnvironmentDetail = z.infer<typeof environmentDetailSchema>;

const environmentSortKeys = [
  'environment',
  'verdict',
  'tier',
  'stage',
  'version',
  'evidence',
  'observedAt',
] as const;

/** A list of values in one query parameter: `?stage=dev,qa`. */
const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    value => (typeof value === 'string' ? value.split(',') : value),
    z.array(schema).max(50),
  );

/** `GET /environments?...`; `sort` is a key, with a leading `-` for descending. */
export const environmentQuerySchema = pageQuerySchema.extend({
  tenant: oneOrMore(z.string().max(63)).optional(),
  stage: oneOrMore(stageSchema).optional(),
  tier: oneOrMore(z.coerce.number().pipe(tierSchema)).optional(),
  verdict: oneOrMore(verdictStatusSchema).optional(),
  evidence: oneOrMore(evidenceStateSchema).optional(),
  region: oneOrMore(z.string().max(63)).optional(),
  cluster: oneOrMore(z.string().max(63)).optional(),
  databaseServer: oneOrMore(z.string().max(63)).optional(),
  goldenPath: oneOrMore(z.string().max(10)).optional(),
  owner: oneOrMore(z.string().max(150)).optional(),
  incident: z.string().max(200).optional(),
  /** Only those whose verdict or files changed in this last stretch of time, such as PT2H. */
  changedWithin: z.iso.duration().optional(),
  q: z.string().max(200).optional(),
  sort: z
    .enum([
      ...environmentSortKeys,
      ...environmentSortKeys.map(key => `-${key}` as const),
    ])
    .default('-verdict'),
});
export type EnvironmentQuery = z.infer<typeof environmentQuerySchema>;

export const environmentListSchema = listSchema(environmentSchema).extend({
  /** Of all environments that the caller may read and the filters other than verdict let through. */
  counts: z.record(verdictStatusSchema, z.int()),
});
export type EnvironmentList = z.infer<typeof environmentListSchema>;
