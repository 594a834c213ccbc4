import { z } from 'zod';

/** The parts that are read of answers of the REST API of Azure DevOps, version 7.1. */

const commitSchema = z.object({ commitId: z.string() });

export const pullRequestSchema = z.object({
  pullRequestId: z.int(),
  title: z.string().default(''),
  description: z.string().default(''),
  /** `active`, `abandoned`, `completed`. */
  status: z.string(),
  /** Of the trial merge of an active one, of the merge of a completed one. */
  mergeStatus: z.string().optional(),
  mergeFailureMessage: z.string().optional(),
  /** Present from when somebody asked for its completion. */
  completionQueueTime: z.string().optional(),
  lastMergeSourceCommit: commitSchema.optional(),
  lastMergeCommit: commitSchema.optional(),
  closedBy: z.object({ displayName: z.string() }).optional(),
  repository: z.object({ project: z.object({ id: z.string() }) }),
});
export type AzurePullRequest = z.infer<typeof pullRequestSchema>;

export const pullRequestListSchema = z.object({
  value: z.array(
    z.object({
      pullRequestId: z.int(),
      /** Present when it comes from another repository. */
      forkSource: z.object({}).optional(),
    }),
  ),
});

export const iterationListSchema = z.object({
  value: z.array(
    z.object({ id: z.int(), sourceRefCommit: commitSchema.optional() }),
  ),
});

export const evaluationListSchema = z.object({
  value: z.array(
    z.object({
      /** `queued`, `running`, `approved`, `rejected`, `notApplicable`, `broken`. */
      status: z.string().optional(),
      configuration: z.object({
        isBlocking: z.boolean(),
        isEnabled: z.boolean(),
        isDeleted: z.boolean().optional(),
        type: z.object({ displayName: z.string().optional() }).optional(),
        settings: z
          .looseObject({
            displayName: z.string().nullish(),
            statusGenre: z.string().nullish(),
            statusName: z.string().nullish(),
          })
          .optional(),
      }),
      context: z.looseObject({ buildId: z.int().nullish() }).nullish(),
    }),
  ),
});
export type Evaluation = z.infer<typeof evaluationListSchema>['value'][number];
