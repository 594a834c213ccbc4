import { isUndecided } from '@plumbline/plugin-odoo-common';
import { PullRequestHost } from '@plumbline/plugin-odoo-node';
import { ChangeContext } from '../../ChangeContext';
import { StoredChange } from '../../store';
import { needsBranch } from './branchOf';
import { showAtHost } from './showAtHost';
import { withheldStatus } from './statuses';

/** Takes the approval back at the host once a change is not approved any more: nobody must merge it there meanwhile. */
export async function withhold(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
): Promise<void> {
  const { pullRequest, state } = stored.record;
  if (pullRequest?.state !== 'open') return;
  if (pullRequest.approval === 'withheld') return;
  if (!isUndecided(state)) return;
  await host.report(
    pullRequest,
    pullRequest.commit,
    withheldStatus(context, stored.record, `Not approved any more: ${state}`),
  );
  await showAtHost(context, stored, { ...pullRequest, approval: 'withheld' });
}

/** Closes what is no longer needed, and takes its branch away unless somebody else has pushed to it. */
export async function tidy(
  context: ChangeContext,
  host: PullRequestHost,
  { branch, changeId }: { branch: string; changeId: string },
): Promise<void> {
  const { store, branches, repository, logger } = context;
  const stored = await store.get(changeId);
  if (needsBranch(stored.record, branch)) return;
  const found = await host.find(branch);
  if (found?.state === 'open') {
    const words = `The change is ${stored.record.state}`;
    const status = withheldStatus(context, stored.record, words);
    await host.report(found, found.head, status);
    await host.close(found);
  }
  const tip = await repository.tipOf(branch);
  if (tip && (await branches.find(branch, tip))) {
    await repository.moveBranch(branch, { expected: tip });
  }
  const { pullRequest } = stored.record;
  if (pullRequest?.branch === branch && pullRequest.state === 'open') {
    const state = found?.state === 'merged' ? 'merged' : 'closed';
    if (state === 'merged') {
      logger.error(
        `Pull request ${pullRequest.number} of change ${changeId} was merged although the change is ${stored.record.state}`,
      );
    }
    await showAtHost(context, stored, {
      ...pullRequest,
      state,
      approval: 'withheld',
    });
  }
  await branches.forget(branch);
}
