import { z } from 'zod';
import { rollBackMoveSchema } from '../change/change';
import { stageSchema, tierSchema } from '../environment/stage';
import { evidenceStateSchema, verdictStatusSchema } from '../health/verdict';
import { deploymentSchema } from '../release/deployment';
import { releaseEvidenceSchema } from '../release/evidence';
import { SCHEMA_CLASSES } from '../release/release';
import { rolloutStateSchema } from '../rollout/rollout';
import { listSchema, pageQuerySchema } from './list';

export const releaseSchema = z.object({
  version: z.string(),
  series: z.string(),
  edition: z.string(),
  digest: z.string(),
  schemaClass: z.enum(SCHEMA_CLASSES),
  releasedAt: z.iso.datetime(),
  /** Earlier series whose databases it has migration scripts for; absent: none. */
  migratesFrom: z.array(z.string()).optional(),
  /** Of the environments that the caller may read. */
  environments: z.int().optional(),
});
export type Release = z.infer<typeof releaseSchema>;

/** Of a file in the repository that cannot be read: what depends on it is blocked, nothing else. */
export const repositoryErrorSchema = z.object({
  file: z.string(),
  line: z.int().optional(),
  message: z.string(),
});
export type RepositoryError = z.infer<typeof repositoryErrorSchema>;

/** `GET /releases`, the newest first. */
export const releaseListSchema = z.object({
  items: z.array(releaseSchema),
  total: z.int(),
  errors: z.array(repositoryErrorSchema).default([]),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;

const moduleSchema = z.object({
  name: z.string(),
  version: z.string(),
  depends: z.array(z.string()).optional(),
});

/** A judgement of the record alone, as the gate of that name makes it. */
const judgementSchema = z.object({
  verdict: z.enum(['pass', 'fail', 'blocked']),
  summary: z.string(),
});

/** Deployments that the details of a release list. */
export const MAX_LISTED_DEPLOYMENTS = 200;

/** `GET /releases/:version` */
export const releaseDetailSchema = releaseSchema.extend({
  image: z.string(),
  sourceCommit: z.string().optional(),
  schemaReason: z.string().optional(),
  modules: z.array(moduleSchema),
  evidence: releaseEvidenceSchema.optional(),
  /** What the pipeline's own API says of the run that the record names; absent: nobody asked it. */
  pipelineRun: z
    .object({
      status: z.string(),
      url: z.string().optional(),
      readAt: z.iso.datetime(),
      /** Whether it agrees with the record, in words when it does not. */
      agrees: z.boolean().optional(),
      problem: z.string().optional(),
    })
    .optional(),
  provenance: judgementSchema,
  /** Where it runs and how it did, ring by ring; of the environments that the caller may read. */
  rings: z.array(
    z.object({
      ring: z.string(),
      title: z.string(),
      environments: z.int(),
      running: z.int(),
      verified: z.int(),
      failed: z.int(),
      failureBudget: z.int(),
      /** When the newest of its verifications has soaked; absent: nothing is verified, or another release came before. */
      soakedAt: z.iso.datetime().optional(),
      /** Of the rollout that is under way or was the last. */
      rollout: z.string().optional(),
      rolloutState: rolloutStateSchema.optional(),
    }),
  ),
  /** Those that failed first, each the newest first, at most `MAX_LISTED_DEPLOYMENTS`. */
  deployments: z.array(deploymentSchema),
  /** Restore points taken before its migrations. */
  restorePoints: z.array(
    z.object({
      environment: z.string(),
      at: z.iso.datetime(),
      change: z.string().optional(),
      summary: z.string(),
    }),
  ),
  /** The release of its series and edition that came out before it. */
  previous: z.string().optional(),
});
export type ReleaseDetail = z.infer<typeof releaseDetailSchema>;

/** What one environment shows in the matrix. */
export const matrixCellSchema = z.object({
  stage: stageSchema,
  tier: tierSchema,
  ring: z.string().optional(),
  version: z.string(),
  /** Since when it has this release; absent: not known. */
  since: z.iso.datetime().optional(),
  /** How that deployment did. */
  outcome: deploymentSchema.shape.outcome,
  verdict: verdictStatusSchema,
  evidence: evidenceStateSchema,
  /** Kinds of drift that are there now. */
  drift: z.array(z.string()),
  pendingChange: z
    .object({ id: z.string(), kind: z.string(), state: z.string() })
    .optional(),
  /** Title and words of the first gate that keeps the pending change back. */
  blockedBy: z.string().optional(),
  /** Up to and with this day no release is promoted to it. */
  heldUntil: z.iso.date().optional(),
  /** The newest release of its series and edition that is newer than this one. */
  candidate: z.string().optional(),
});
export type MatrixCell = z.infer<typeof matrixCellSchema>;

export const matrixRowSchema = z.object({
  tenant: z.string(),
  cells: z.array(matrixCellSchema),
});
export type MatrixRow = z.infer<typeof matrixRowSchema>;

/** `GET /release-matrix?q&ring&version&outcome&drift&limit&cursor`: a page of tenants, by name. */
export const matrixQuerySchema = pageQuerySchema.extend({
  q: z.string().max(200).optional(),
  /** Only tenants with an environment of this ring, version, outcome, or with any drift. */
  ring: z.string().max(40).optional(),
  version: z.string().max(45).optional(),
  outcome: deploymentSchema.shape.outcome.optional(),
  drift: z.literal('any').optional(),
  pending: z.literal('any').optional(),
});
export type MatrixQuery = z.infer<typeof matrixQuerySchema>;

export const matrixSchema = listSchema(matrixRowSchema).extend({
  /** Stages that any environment of the answer's whole has, in their order. */
  stages: z.array(stageSchema),
  /** Newest releases first: where each is and how it did. */
  releases: z.array(
    z.object({
      version: z.string(),
      environments: z.int(),
      verified: z.int(),
      failed: z.int(),
    }),
  ),
  rings: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      environments: z.int(),
      /** Of the last 90 days: deployments that failed of all that ended; absent: none ended. */
      failureRate: z.number().optional(),
      /** Median over the same days, from failure to being well again. */
      timeToRestore: z.iso.duration().optional(),
    }),
  ),
});
export type Matrix = z.infer<typeof matrixSchema>;

/** `GET /environments/:tenant/:stage/release` */
export const environmentReleaseSchema = z.object({
  environment: z.string(),
  current: releaseSchema.extend({
    deployment: deploymentSchema.optional(),
  }),
  previous: releaseSchema.optional(),
  /** The newest first, at most 50. */
  history: z.array(deploymentSchema),
  candidate: releaseSchema.optional(),
  /** Up to and with this day no release is promoted to it. */
  heldUntil: z.iso.date().optional(),
  /** Of promoting the candidate now: each factor in words, never one number. */
  risk: z.array(
    z.object({
      factor: z.string(),
      level: z.enum(['low', 'raised', 'high', 'unknown']),
      detail: z.string(),
    }),
  ),
  /** Where it can go back to, in order of preference, with what each costs. */
  rollBack: z.array(
    z.object({
      move: rollBackMoveSchema,
      /** Release, change, or the moment that would be restored. */
      to: z.string().optional(),
      allowed: z.boolean(),
      /** Why not, or what to know. */
      reason: z.string(),
      downtimeMinutes: z.number().optional(),
      /** Minutes of data that would be lost; 0: none; absent: not known. */
      dataLossMinutes: z.number().optional(),
      /** Other environments that it touches, as far as the caller may read them. */
      touches: z.array(z.string()),
      /** How many more it touches. */
      touchesUnnamed: z.int().optional(),
      approvals: z.int(),
      /** What to open when the portal cannot do it as a change. */
      link: z.string().optional(),
    }),
  ),
  failureRate: z.number().optional(),
  timeToRestore: z.iso.duration().optional(),
  /** Against the next stage of the tenant: what a green one here therefore does not prove. */
  parity: z.array(
    z.object({
      stage: stageSchema,
      differences: z.array(
        z.object({ what: z.string(), here: z.string(), there: z.string() }),
      ),
    }),
  ),
});
export type EnvironmentRelease = z.infer<typeof environmentReleaseSchema>;

/** `GET /compare?from&to`: each side is `<tenant>/<stage>` or the version of a release. */
export const compareQuerySchema = z.strictObject({
  from: z.string().min(1).max(130),
  to: z.string().min(1).max(130),
});
export type CompareQuery = z.infer<typeof compareQuerySchema>;

export const comparisonSchema = z.object({
  from: z.object({ name: z.string(), release: z.string() }),
  to: z.object({ name: z.string(), release: z.string() }),
  modules: z.object({
    added: z.array(moduleSchema),
    removed: z.array(moduleSchema),
    changed: z.array(
      z.object({ name: z.string(), from: z.string(), to: z.string() }),
    ),
    same: z.int(),
  }),
  /** What going from one to the other does to the database. */
  step: z.object({
    schemaClass: z.enum(SCHEMA_CLASSES),
    back: z.boolean(),
  }),
  /** Of two environments: fields of their specs that differ. */
  configuration: z.array(
    z.object({ path: z.string(), from: z.string(), to: z.string() }),
  ),
});
export type Comparison = z.infer<typeof comparisonSchema>;
