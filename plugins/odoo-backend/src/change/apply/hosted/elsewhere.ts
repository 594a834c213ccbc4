import { PullRequest } from '@plumbline/plugin-odoo-common';
import {
  HostedPullRequest,
  PullRequestHost,
} from '@plumbline/plugin-odoo-node';
import { PORTAL, advance } from '../../advance';
import { ChangeContext } from '../../ChangeContext';
import { ChangeRecord } from '../../ChangeRecord';
import { StoredChange } from '../../store';
import { CommitSteps } from '../fixedCommit';
import { branchOf } from './branchOf';
import { land } from './land';
import { awaitHost, showAtHost } from './showAtHost';
import { withheldStatus } from './statuses';

/** A host that merges later than this after it was asked did so for somebody else. */
const LATE_MS = 10 * 60 * 1000;

/** As it was last known, or as it is found: whoever was killed after opening it may not have stored it. */
function knownOf(
  record: ChangeRecord,
  { url, number, head, checks }: HostedPullRequest,
): PullRequest {
  const branch = branchOf(record);
  const { pullRequest } = record;
  return {
    url,
    number,
    branch,
    ...(pullRequest?.branch === branch
      ? { commit: pullRequest.commit, parent: pullRequest.parent }
      : { commit: head, parent: record.head }),
    state: 'open',
    checks,
    approval: 'withheld',
  };
}

/**
 * The pull request of the commit that is awaited, before anything is worked out for it: once somebody has ended it
 * there, the change says so and nothing else is to be done.
 */
export async function findOpen(
  context: ChangeContext,
  stored: StoredChange,
  steps: CommitSteps,
): Promise<HostedPullRequest | 'ended' | undefined> {
  const { host } = context;
  const found = await host?.find(branchOf(stored.record));
  if (!host || !found || found.state === 'open') return found;
  if (!(await mergedLate(context, stored, found, steps))) {
    await endedThere(context, host, stored, found);
  }
  return 'ended';
}

/** The host has merged what the portal had asked it to, after it was taken for not merged: that is gone on with. */
async function mergedLate(
  context: ChangeContext,
  stored: StoredChange,
  { head, merged, number }: HostedPullRequest,
  steps: CommitSteps,
): Promise<boolean> {
  const { pullRequest } = stored.record;
  const asked = pullRequest?.asked;
  const now = new Date();
  const isOurs =
    pullRequest?.number === number &&
    asked?.commit === head &&
    now.getTime() - Date.parse(asked.at) < LATE_MS;
  if (!isOurs || !merged) return false;
  const fixed = await advance(
    context,
    stored,
    steps.fix(head, pullRequest.parent),
    { actor: PORTAL, now },
  );
  if ('refused' in fixed) return false;
  await land(context, fixed.stored, { commit: head, head, merged }, steps);
  return true;
}

/** Somebody has closed or merged it at the host; the portal had asked for neither. */
async function endedThere(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
  found: HostedPullRequest,
): Promise<void> {
  const { state, number, endedBy } = found;
  const known = { ...knownOf(stored.record, found), state };
  const subject = `pull request ${number} on ${host.title}`;
  const shown = await showAtHost(context, stored, known, {
    what: `${subject} to be opened again: it was closed without being merged`,
    stuck: true,
  });
  if (state !== 'merged' || 'refused' in shown) return;
  const who = endedBy ? `by ${endedBy}` : 'by somebody';
  await advance(
    context,
    shown.stored,
    {
      type: 'fail',
      note: `The ${subject} was merged ${who}, around change control: nobody judged its gates at that moment`,
    },
    { actor: PORTAL, now: new Date() },
  );
}

/** The branch holds what change control did not put there: it is not merged, and not overwritten either. */
export async function heldBySomebody(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
  { found, tip }: { found?: HostedPullRequest; tip: string | undefined },
): Promise<'waiting'> {
  const branch = branchOf(stored.record);
  if (!found || !tip) {
    const what = `the branch ${branch} to be gone: it is somebody else's`;
    await awaitHost(context, stored, { what, stuck: true });
    return 'waiting';
  }
  const known = knownOf(stored.record, found);
  const { awaiting } = stored.record;
  const what = `the branch of pull request ${
    found.number
  } to hold nothing but what was approved: somebody has pushed ${tip.slice(
    0,
    7,
  )}; take it away there, or cancel this change`;
  if (awaiting?.what !== what) {
    const words = 'This is not what was approved, and is not merged';
    await host.report(
      found,
      tip,
      withheldStatus(context, stored.record, words),
    );
  }
  await showAtHost(context, stored, known, { what, stuck: true });
  return 'waiting';
}
