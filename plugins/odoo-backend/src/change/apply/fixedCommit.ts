import { ChangeAction } from '@plumbline/plugin-odoo-common';
import { NewCommit } from '@plumbline/plugin-odoo-node';
import { Advanced, PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { StoredChange } from '../store';
import { HeldLock } from './RepositoryLock';

/** How the rules name the way of one commit into the repository. */
export interface CommitSteps {
  /** Id of the audit event. */
  readonly event: string;
  /** It is written down in the database, and may leave the portal from then on. */
  fix(commit: string, parent: string): ChangeAction;
  /** The remote contains it. `merged`: what a host made of it. */
  arrived(commit: string, merged?: readonly string[]): ChangeAction;
  /** The remote does not: everything is done again. */
  lost(note: string): ChangeAction;
}

/**
 * Commits, fixes the commit in the database, then pushes by compare-and-swap. Fails with
 * ServiceUnavailableError when the remote refuses, with the commit still fixed: what the remote then holds
 * decides (`resumeFixed`).
 */
export async function pushFixed(
  context: ChangeContext,
  stored: StoredChange,
  options: {
    commit: Omit<NewCommit, 'author'>;
    steps: CommitSteps;
    lock: HeldLock;
  },
): Promise<Advanced> {
  const { repository, author } = context;
  const { steps, lock } = options;
  const { parent } = options.commit;
  const commit = await repository.commit({ ...options.commit, author });
  await lock.assertHeld();
  const fixed = await advance(context, stored, steps.fix(commit, parent), {
    actor: PORTAL,
    now: new Date(),
  });
  if ('refused' in fixed) return fixed;
  await lock.assertHeld();
  const outcome = await repository.push(commit, parent);
  return advance(
    context,
    fixed.stored,
    outcome === 'pushed'
      ? steps.arrived(commit)
      : steps.lost('Another commit was faster: gated again on the new head'),
    { actor: PORTAL, now: new Date() },
  );
}

/**
 * Goes on from a commit that was fixed before the portal was stopped: the remote contains it, or it never got
 * there and everything is done again.
 */
export async function resumeFixed(
  context: ChangeContext,
  stored: StoredChange,
  commit: string,
  steps: CommitSteps,
): Promise<Advanced> {
  const head = await context.repository.fetch();
  const arrived = await context.repository.isAncestor(commit, head);
  return advance(
    context,
    stored,
    arrived
      ? steps.arrived(commit)
      : steps.lost('The commit did not reach the repository: applying again'),
    { actor: PORTAL, now: new Date() },
  );
}
