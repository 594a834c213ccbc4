import { ServiceUnavailableError } from '@backstage/errors';
import { PullRequestHost } from '@plumbline/plugin-odoo-node';
import { StoredChange } from '../../store';
import { PORTAL, advance } from '../../advance';
import { ChangeContext } from '../../ChangeContext';
import { CommitSteps, resumeFixed } from '../fixedCommit';
import { branchOf } from './branchOf';
import { Delivery } from './deliver';
import { land } from './land';
import { showAtHost } from './showAtHost';

/**
 * Goes on from a commit that was fixed before the host was asked to merge it: the host has merged it, is about to, or
 * never will and everything is done again.
 */
export async function resume(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
  commit: string,
  steps: CommitSteps,
): Promise<Delivery> {
  const { record } = stored;
  const found = await host.find(branchOf(record));
  if (!found) {
    // It was on its way before the repository had a host.
    await resumeFixed(context, stored, commit, steps);
    return 'again';
  }
  if (found.state === 'merged') {
    const { head, merged } = found;
    if (!merged) {
      throw new ServiceUnavailableError(
        `${host.title} does not tell yet what it made of pull request ${found.number}`,
      );
    }
    await land(context, stored, { commit, head, merged }, steps);
    return 'again';
  }
  if (found.merging && record.pullRequest) {
    const what = `${host.title} to finish merging pull request ${found.number}`;
    const awaited = { what, stuck: false };
    await showAtHost(context, stored, record.pullRequest, awaited);
    return 'waiting';
  }
  const note = `${host.title} has not merged pull request ${found.number}: applying again`;
  const freed = await advance(context, stored, steps.lost(note), {
    actor: PORTAL,
    now: new Date(),
  });
  if (!('refused' in freed) && record.pullRequest) {
    const asked = { commit, at: record.updatedAt };
    await showAtHost(context, freed.stored, { ...record.pullRequest, asked });
  }
  return 'again';
}
