import { z } from 'zod';

/** Shown as a link: nothing that a browser would run. */
const linkSchema = z.url({ protocol: /^https?$/ });

/** One check of a pull request, as its host reports it. A check that has not reported is pending, never passed. */
export const pullRequestCheckSchema = z.object({
  name: z.string(),
  outcome: z.enum(['passed', 'failed', 'pending']),
  url: linkSchema.optional(),
  /** The host does not merge without it. */
  required: z.boolean(),
});
export type PullRequestCheck = z.infer<typeof pullRequestCheckSchema>;

/** The pull request by which a commit of the change reaches the branch, where the repository's host has them. */
export const pullRequestSchema = z.object({
  url: linkSchema,
  number: z.int(),
  branch: z.string(),
  /** What the portal put on the branch. Anything else there is somebody else's and is never merged. */
  commit: z.string(),
  /** The commit on which it was drawn and gated. */
  parent: z.string(),
  state: z.enum(['open', 'merged', 'closed']),
  checks: z.array(pullRequestCheckSchema),
  /** What the portal last said of this commit at the host. `giving`: it is about to, or has and does not know. */
  approval: z.enum(['giving', 'given', 'withheld']),
  /** What the host was asked to merge without telling what became of it: it may still do it. */
  asked: z.object({ commit: z.string(), at: z.iso.datetime() }).optional(),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** Required checks that have not passed: while there is one, nothing is merged. */
export function openChecks({
  checks,
}: Pick<PullRequest, 'checks'>): PullRequestCheck[] {
  return checks.filter(
    ({ required, outcome }) => required && outcome !== 'passed',
  );
}
