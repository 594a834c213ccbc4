import { z } from 'zod';

export const RUN_OUTCOMES = ['ok', 'partial', 'failed'] as const;

export const PROBLEM_KINDS = [
  'failed',
  'not-installed',
  'no-permission',
  'skipped',
] as const;

/**
 * What a run could not read. `not-installed`: the source has no such thing, such as a kind whose
 * operator is absent; `skipped`: one object that is malformed, while the others were read.
 */
export const sourceProblemSchema = z.object({
  kind: z.enum(PROBLEM_KINDS).default('failed'),
  subject: z.string(),
  message: z.string(),
  /** How many of the same kind the line stands for. */
  count: z.int().optional(),
});
export type SourceProblem = z.infer<typeof sourceProblemSchema>;
export type SourceProblemInput = z.input<typeof sourceProblemSchema>;

/** One collector and scope: what it last did, and what it could not. */
export const sourceSchema = z.object({
  collector: z.string(),
  /** URL-safe slug. */
  scope: z.string(),
  title: z.string(),
  /** Why nothing can be collected here, such as a client-side auth provider. */
  notAvailable: z.string().optional(),
  running: z.boolean(),
  lastRun: z
    .object({
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime(),
      outcome: z.enum(RUN_OUTCOMES),
      upstreamCalls: z.int(),
      environments: z.int(),
      observations: z.int(),
      /** What failed or was not there, each with the consequence. */
      problems: z.array(sourceProblemSchema),
    })
    .optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const sourceListSchema = z.object({
  items: z.array(sourceSchema),
  total: z.int(),
});
export type SourceList = z.infer<typeof sourceListSchema>;
