import {
  ReconciliationReport,
  judgeReconciliation,
} from '@plumbline/plugin-odoo-common';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';

const SHORT_ID = 7;

/** Whether the cluster has arrived where the commit of the change leads. */
export async function verifyChange(
  record: ChangeRecord,
  {
    evidence,
    repository,
    verifyTimeoutMs,
  }: Pick<ChangeContext, 'evidence' | 'repository' | 'verifyTimeoutMs'>,
  now: Date,
): Promise<ReconciliationReport> {
  const commit = record.commit ?? '';
  const { syncedRevision, ...seen } = await evidence.of(
    record.environment,
    now,
  );
  return judgeReconciliation({
    ...seen,
    commit: commit.slice(0, SHORT_ID),
    cluster: record.placement.cluster,
    appliedAt: appliedAt(record),
    now,
    stuckAfterMs: verifyTimeoutMs,
    synced:
      syncedRevision !== undefined &&
      (await contains(repository, syncedRevision, commit)),
  });
}

/** A controller may report a branch or a tag: only a commit says what it has. */
async function contains(
  repository: ChangeContext['repository'],
  revision: string,
  commit: string,
): Promise<boolean> {
  if (revision === commit) return true;
  if (!/^[0-9a-f]{40}$/.test(revision)) return false;
  if (await repository.isAncestor(commit, revision)) return true;
  // The controller may have seen a later commit before this clone did.
  await repository.fetch();
  return repository.isAncestor(commit, revision);
}

function appliedAt({ timeline, updatedAt }: ChangeRecord): string {
  return timeline.findLast(({ state }) => state === 'applied')?.at ?? updatedAt;
}
