import { Advanced, PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { StoredChange } from '../store';

/**
 * Goes on from a commit that was fixed before the portal was stopped: the remote contains it, or it never got
 * there and everything is done again.
 */
export async function resumeCommit(
  context: ChangeContext,
  read: StoredChange,
  commit: string,
): Promise<Advanced> {
  const head = await context.repository.fetch();
  const arrived = await context.repository.isAncestor(commit, head);
  return advance(
    context,
    read,
    arrived
      ? { type: 'apply', commit }
      : {
          type: 'release',
          note: 'The commit did not reach the repository: applying again',
        },
    { actor: PORTAL, now: new Date() },
  );
}
