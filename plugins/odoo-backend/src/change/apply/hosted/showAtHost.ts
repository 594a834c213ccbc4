import { PullRequest, openChecks } from '@plumbline/plugin-odoo-common';
import {
  HostedPullRequest,
  PullRequestHost,
} from '@plumbline/plugin-odoo-node';
import { Advanced, PORTAL, advance } from '../../advance';
import { ChangeContext } from '../../ChangeContext';
import { StoredChange } from '../../store';

export interface Awaited {
  what: string;
  /** It needs somebody; without that, it becomes stuck by waiting too long. */
  stuck: boolean;
}

function untilStuck(
  { verifyTimeoutMs }: ChangeContext,
  { record: { awaiting } }: StoredChange,
  awaited: Awaited,
  now: Date,
): Awaited {
  const waited =
    awaiting?.what === awaited.what
      ? now.getTime() - Date.parse(awaiting.since)
      : 0;
  return {
    ...awaited,
    stuck: awaited.stuck || waited >= verifyTimeoutMs,
  };
}

/** Stores what the host shows and what is awaited there. */
export async function showAtHost(
  context: ChangeContext,
  stored: StoredChange,
  pullRequest: PullRequest,
  awaited?: Awaited,
): Promise<Advanced> {
  const now = new Date();
  const awaiting = awaited && untilStuck(context, stored, awaited, now);
  return advance(
    context,
    stored,
    { type: 'show-pull-request', pullRequest, awaiting },
    { actor: PORTAL, now },
  );
}

/** Stores why nothing can be done at the host. */
export async function awaitHost(
  context: ChangeContext,
  stored: StoredChange,
  awaited: Awaited,
): Promise<void> {
  const now = new Date();
  const awaiting = untilStuck(context, stored, awaited, now);
  await advance(
    context,
    stored,
    { type: 'await-host', awaiting },
    { actor: PORTAL, now },
  );
}

/** What stands between an open pull request and its merge; absent when nothing is known to. */
export function awaitedOf(
  { title }: PullRequestHost,
  { number, obstacle, checks }: HostedPullRequest,
): Awaited | undefined {
  const subject = `pull request ${number} on ${title}`;
  if (obstacle) {
    return { what: `${subject} to be mergeable: ${obstacle}`, stuck: true };
  }
  const open = openChecks({ checks });
  const failed = open.filter(({ outcome }) => outcome === 'failed');
  const names = (each: typeof open) => each.map(({ name }) => name).join(', ');
  if (failed.length > 0) {
    const what = `required checks of ${subject} that have failed: ${names(
      failed,
    )}`;
    return { what, stuck: true };
  }
  return open.length > 0
    ? { what: `required checks of ${subject}: ${names(open)}`, stuck: false }
    : undefined;
}
