import { PullRequest } from '@plumbline/plugin-odoo-common';
import { PullRequestHost } from '@plumbline/plugin-odoo-node';
import { audited } from '../../../routes/audited';
import { PORTAL, advance } from '../../advance';
import { ChangeContext } from '../../ChangeContext';
import { StoredChange } from '../../store';
import { Delivered, Delivery } from './deliver';
import { land } from './land';
import { mergeText } from './pullRequestText';
import { showAtHost } from './showAtHost';

/**
 * Fixes the commit in the database, then lets the host merge it. Fails with ServiceUnavailableError when the host's
 * answer is not known, with the commit still fixed: what the host then shows decides (`resume`).
 */
export async function merge(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
  {
    steps,
    lock,
    commit: drawn,
    pullRequest,
  }: Delivered & { pullRequest: PullRequest },
): Promise<Delivery> {
  const { commit, parent } = pullRequest;
  // Gated at the head of a moment ago: what has been pushed since was not part of it.
  if ((await context.repository.fetch()) !== parent) return 'again';
  await lock.assertHeld();
  const fixed = await advance(context, stored, steps.fix(commit, parent), {
    actor: PORTAL,
    now: new Date(),
  });
  if ('refused' in fixed) return 'waiting';
  await lock.assertHeld();
  const { id, environment, requester, contentHash, revision } = stored.record;
  await audited(
    context.auditor,
    {
      eventId: steps.event,
      severityLevel: 'high',
      meta: {
        change: id,
        environment,
        requester,
        contentHash,
        revision,
        commit,
      },
    },
    async () => {
      const outcome = await host.merge(
        pullRequest,
        commit,
        mergeText(drawn.message),
      );
      if ('merged' in outcome) {
        const { merged } = outcome;
        await land(
          context,
          fixed.stored,
          { commit, head: commit, merged },
          steps,
        );
      } else if ('refused' in outcome) {
        await refused(context, fixed.stored, {
          steps,
          pullRequest,
          reason: `${host.title} does not merge pull request ${pullRequest.number}: ${outcome.refused}`,
        });
      }
      return outcome;
    },
    outcome => outcome,
  );
  return 'waiting';
}

async function refused(
  context: ChangeContext,
  fixed: StoredChange,
  {
    steps,
    pullRequest,
    reason,
  }: Pick<Delivered, 'steps'> & { pullRequest: PullRequest; reason: string },
): Promise<void> {
  const freed = await advance(context, fixed, steps.lost(reason), {
    actor: PORTAL,
    now: new Date(),
  });
  if ('refused' in freed) return;
  const awaited = { what: `somebody at the host: ${reason}`, stuck: true };
  await showAtHost(context, freed.stored, pullRequest, awaited);
}
