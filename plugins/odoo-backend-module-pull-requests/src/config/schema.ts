import { z } from 'zod';

export const MERGE_METHODS = ['merge', 'squash', 'rebase'] as const;
export type MergeMethod = (typeof MERGE_METHODS)[number];

const hostSchema = z.strictObject({
  kind: z.enum(['github', 'azure-devops']),
  repository: z.url({ protocol: /^https?$/ }),
  mergeMethod: z.enum(MERGE_METHODS).default('merge'),
  pollSeconds: z.number().positive().max(600).default(20),
});
export type HostConfig = z.infer<typeof hostSchema>;

/** The part of `odoo` that this module reads. */
export const hostedConfigSchema = z.object({
  gitops: z.object({ host: hostSchema.optional() }).prefault({}),
});
