import { PullRequest, Refusal } from '@plumbline/plugin-odoo-common';
import {
  HostedPullRequest,
  NewCommit,
  PullRequestHost,
} from '@plumbline/plugin-odoo-node';
import { audited } from '../../../routes/audited';
import { ChangeContext } from '../../ChangeContext';
import { StoredChange } from '../../store';
import { CommitSteps } from '../fixedCommit';
import { HeldLock } from '../RepositoryLock';
import { branchOf } from './branchOf';
import { drawBranch } from './drawBranch';
import { heldBySomebody } from './elsewhere';
import { merge } from './merge';
import { pullRequestText } from './pullRequestText';
import { awaitedOf, showAtHost } from './showAtHost';
import { approvedStatus } from './statuses';

/** `again`: the repository has moved, all is to be done anew. `waiting`: the next look goes on. */
export type Delivery = 'again' | 'waiting';

export interface Delivered {
  commit: Omit<NewCommit, 'author'>;
  steps: CommitSteps;
  lock: HeldLock;
  /** The pull request as `findOpen` saw it before this was gated. */
  found?: HostedPullRequest;
}

/**
 * Brings what was gated just now to the branch by a pull request: drawn, opened, its required checks awaited, merged by
 * the host. Every look begins anew and finds what an earlier one left by the name of the branch: safe to stop and repeat
 * anywhere.
 */
export async function deliver(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
  options: Delivered,
): Promise<Delivery> {
  const { repository, author } = context;
  const { found, commit: content } = options;
  const { parent, message } = content;
  const branch = branchOf(stored.record);
  const commit = await repository.commit({ ...content, author });
  const drawn = await drawBranch(context, stored.record, {
    branch,
    commit,
    files: content.files,
    lock: options.lock,
  });
  if (drawn.tip !== commit) {
    return heldBySomebody(context, host, stored, { found, tip: drawn.tip });
  }
  const opened =
    found && !drawn.moved
      ? found
      : await open(context, host, stored, { branch, commit, message });
  const before = stored.record.pullRequest;
  const drawnAs = (
    { url, number, checks }: HostedPullRequest,
    approval: PullRequest['approval'],
  ): PullRequest => ({
    url,
    number,
    branch,
    commit,
    parent,
    state: 'open',
    checks,
    approval,
    ...(before?.number === number && { asked: before.asked }),
  });
  const approved = await approve(context, host, stored, {
    opened,
    pullRequest: drawnAs(opened, 'giving'),
  });
  if ('refused' in approved) return 'waiting';
  const { shown } = approved;
  // A host may tell of a push a moment later; until then its checks are of what was there before.
  const awaited =
    shown.head === commit
      ? awaitedOf(host, shown)
      : { what: `${host.title} to show ${commit.slice(0, 7)}`, stuck: false };
  const pullRequest = drawnAs(shown, 'given');
  const told = await showAtHost(context, approved.stored, pullRequest, awaited);
  if (awaited || 'refused' in told) return 'waiting';
  return merge(context, host, told.stored, { ...options, pullRequest });
}

function open(
  { auditor, pageOf }: ChangeContext,
  host: PullRequestHost,
  { record }: StoredChange,
  {
    branch,
    commit,
    message,
  }: { branch: string; commit: string; message: string },
): Promise<HostedPullRequest> {
  const { id, environment, contentHash } = record;
  return audited(
    auditor,
    {
      eventId: 'change-pull-request',
      meta: { change: id, environment, contentHash, branch, commit },
    },
    () => host.open(branch, pullRequestText(record, message, pageOf(id))),
    ({ number }) => ({ number }),
  );
}

/**
 * Says once that change control stands behind the commit, and looks again: it may be a required check itself. Written
 * down before it is said: whatever happens then, it is known that it has to be taken back.
 */
async function approve(
  context: ChangeContext,
  host: PullRequestHost,
  stored: StoredChange,
  {
    opened,
    pullRequest,
  }: { opened: HostedPullRequest; pullRequest: PullRequest },
): Promise<{ stored: StoredChange; shown: HostedPullRequest } | Refusal> {
  const { commit } = pullRequest;
  const before = stored.record.pullRequest;
  const said =
    before?.number === opened.number &&
    before.commit === commit &&
    before.approval === 'given';
  if (said) return { stored, shown: opened };
  const giving = await showAtHost(context, stored, pullRequest);
  if ('refused' in giving) return giving;
  const { record } = giving.stored;
  await host.report(opened, commit, approvedStatus(context, record));
  const shown = (await host.find(branchOf(record))) ?? opened;
  return { stored: giving.stored, shown };
}
