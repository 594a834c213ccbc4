import { z } from 'zod';
import type { ReleaseDocument } from './release';
import type { TrustedRepository } from './trustedRepositories';

/** What the provider's own API says of a run. */
export const pipelineRunSchema = z.object({
  state: z.enum(['waiting', 'running', 'completed']),
  /** Of a completed run; absent: it ended without a result. */
  conclusion: z.enum(['succeeded', 'failed', 'cancelled']).optional(),
  /** That it ran on. */
  commit: z.string(),
  /** That the commit is of, in the form of `repository` of the record; of a fork it is another. Absent: not told. */
  repository: z.string().optional(),
  /** That the provider found the commit on; absent: it is not on the branch that was asked for. */
  branch: z.string().optional(),
  /** That ran: the path of the workflow's file on GitHub, the id of the definition on Azure DevOps. Absent: not told. */
  workflow: z.string().optional(),
  /** Of its page. */
  url: z.string().optional(),
});
export type PipelineRun = z.infer<typeof pipelineRunSchema>;

/**
 * Where a record says something else than the run itself, in words; empty: they agree as far as the run got.
 *
 * @param trusted - the branch that releases are built from, and the workflow that builds them. What the run was started
 *   for says little: anybody may name a branch as a tag, and a tag may lie anywhere
 */
export function disagreements(
  { spec }: ReleaseDocument,
  run: PipelineRun,
  { branch, workflow }: Pick<TrustedRepository, 'branch' | 'workflow'>,
): string[] {
  const named = spec.evidence?.pipeline?.repository;
  return [
    ...(run.state === 'completed' && run.conclusion !== 'succeeded'
      ? [`the run ${run.conclusion ?? 'ended without a result'}`]
      : []),
    ...(spec.sourceCommit && run.commit !== spec.sourceCommit
      ? [
          `the run built commit ${run.commit}, the record says ${spec.sourceCommit}`,
        ]
      : []),
    ...(named &&
    run.repository &&
    run.repository.toLowerCase() !== named.toLowerCase()
      ? [`the run built code of ${run.repository}, the record says ${named}`]
      : []),
    ...(run.branch === branch
      ? []
      : [
          `commit ${run.commit} is not on ${branch}, which releases are built from`,
        ]),
    ...(workflow === undefined || run.workflow === workflow
      ? []
      : [
          `the run is of ${
            run.workflow ?? 'a workflow that nobody knows'
          }, releases are built by ${workflow}`,
        ]),
  ];
}
