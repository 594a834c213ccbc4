import { ServiceUnavailableError } from '@backstage/errors';
import { HostedPullRequest, MergeOutcome } from '@plumbline/plugin-odoo-node';
import { AzurePullRequest } from './answers';

/** Why a merge did not come about, by `mergeStatus`. */
const OBSTACLES: Readonly<Record<string, string>> = {
  conflicts: 'it conflicts with the branch',
  rejectedByPolicy: 'a branch policy rejects it',
  failure: 'the merge failed',
};

const obstacleOf = ({
  mergeStatus = '',
  mergeFailureMessage,
}: AzurePullRequest) =>
  OBSTACLES[mergeStatus] && (mergeFailureMessage || OBSTACLES[mergeStatus]);

/** Completed in name, or about to be: the merge itself is made afterwards. */
const isMerging = ({
  status,
  mergeStatus,
  completionQueueTime,
}: AzurePullRequest) =>
  status === 'completed' ||
  (status === 'active' &&
    mergeStatus === 'queued' &&
    completionQueueTime !== undefined);

/** Until the merge has succeeded, the commit is that of a trial. */
function mergedOf({
  status,
  mergeStatus,
  lastMergeCommit,
}: AzurePullRequest): string | undefined {
  return status === 'completed' && mergeStatus === 'succeeded'
    ? lastMergeCommit?.commitId
    : undefined;
}

/** A pull request without its checks. */
export function shownOf(
  found: AzurePullRequest,
  repository: string,
): HostedPullRequest {
  const { pullRequestId, status, lastMergeSourceCommit, closedBy } = found;
  if (!lastMergeSourceCommit) {
    throw new ServiceUnavailableError(
      `Azure DevOps does not show the commit of pull request ${pullRequestId} yet`,
    );
  }
  const merged = mergedOf(found);
  const obstacle = obstacleOf(found);
  const open = status === 'abandoned' ? 'closed' : 'open';
  return {
    number: pullRequestId,
    url: `${repository}/pullrequest/${pullRequestId}`,
    state: merged ? 'merged' : open,
    head: lastMergeSourceCommit.commitId,
    merging: !merged && isMerging(found),
    ...(obstacle && !merged && { obstacle }),
    ...(merged && { merged }),
    ...(closedBy && { endedBy: closedBy.displayName }),
    checks: [],
  };
}

/** What became of asking for completion, by the answer to it. */
export function mergeOutcome(asked: AzurePullRequest): MergeOutcome {
  const merged = mergedOf(asked);
  if (merged) return { merged };
  const refused = obstacleOf(asked);
  return refused ? { refused } : { merging: true };
}
