import { z } from 'zod';

/** The parts that are read of answers of GitHub's REST API, version 2022-11-28. */

export const pullSchema = z.object({
  number: z.int(),
  html_url: z.url(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  /** Of an open one the commit of a trial merge, of a merged one the commit on the base branch. */
  merge_commit_sha: z.string().nullish(),
  /** Null while GitHub is working it out. */
  mergeable: z.boolean().nullish(),
  merged_by: z.object({ login: z.string() }).nullish(),
  head: z.object({ sha: z.string() }),
});
export type Pull = z.infer<typeof pullSchema>;

export const pullListSchema = z.array(z.object({ number: z.int() }));

export const mergeSchema = z.object({
  sha: z.string(),
  merged: z.literal(true),
});

/** Classic protection, as everybody with read access sees it. */
export const branchSchema = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({
          enforcement_level: z.string().optional(),
          contexts: z.array(z.string()).default([]),
          checks: z
            .array(z.object({ context: z.string(), app_id: z.int().nullish() }))
            .default([]),
        })
        .nullish(),
    })
    .nullish(),
});

/** Active rules of rulesets; those of other types have other parameters. */
export const rulesSchema = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .looseObject({
        required_status_checks: z
          .array(
            z.object({
              context: z.string(),
              integration_id: z.int().nullish(),
            }),
          )
          .optional(),
      })
      .nullish(),
  }),
);

export const checkRunsSchema = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullish(),
      html_url: z.url().nullish(),
      app: z.object({ id: z.int() }).nullish(),
    }),
  ),
});
export type CheckRun = z.infer<typeof checkRunsSchema>['check_runs'][number];

export const statusesSchema = z.object({
  statuses: z.array(
    z.object({
      context: z.string(),
      state: z.string(),
      target_url: z.string().nullish(),
    }),
  ),
});
export type CommitStatus = z.infer<typeof statusesSchema>['statuses'][number];
