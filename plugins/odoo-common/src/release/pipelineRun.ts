import { z } from 'zod';
import type { ReleaseDocument } from './release';

/** What the provider's own API says of a run. */
export const pipelineRunSchema = z.object({
  state: z.enum(['waiting', 'running', 'completed']),
  /** Of a completed run. */
  conclusion: z.enum(['succeeded', 'failed', 'cancelled']).optional(),
  /** That it ran on. */
  commit: z.string().optional(),
  url: z.string().optional(),
  tests: z.object({ passed: z.int(), failed: z.int() }).optional(),
});
export type PipelineRun = z.infer<typeof pipelineRunSchema>;

/** Where a record says something else than the run itself, in words; empty: they agree. */
export function disagreements(
  { spec }: ReleaseDocument,
  run: PipelineRun,
): string[] {
  const { tests } = spec.evidence ?? {};
  return [
    ...(run.state === 'completed' && run.conclusion !== 'succeeded'
      ? [`the run ${run.conclusion ?? 'ended without a result'}`]
      : []),
    ...(run.commit && spec.sourceCommit && run.commit !== spec.sourceCommit
      ? [
          `the run built commit ${run.commit}, the record says ${spec.sourceCommit}`,
        ]
      : []),
    ...(run.tests && tests && run.tests.failed !== tests.failed
      ? [
          `the run had ${run.tests.failed} failed tests, the record says ${tests.failed}`,
        ]
      : []),
  ];
}
