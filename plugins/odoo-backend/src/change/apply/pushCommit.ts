import { GateResult } from '@plumbline/plugin-odoo-common';
import { Advanced, PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { PreparedChange } from '../propose';
import { StoredChange } from '../store';
import { commitMessage, decidedAt } from './commitMessage';
import { HeldLock } from './RepositoryLock';

/**
 * Commits what was gated on top of the commit at which it was gated, fixes the commit in the database, then
 * pushes by compare-and-swap. Fails with ServiceUnavailableError when the remote refuses, with the commit
 * still fixed: what the remote then holds decides (`resumeCommit`).
 */
export async function pushCommit(
  context: ChangeContext,
  gated: {
    stored: StoredChange;
    prepared: PreparedChange;
    gates: readonly GateResult[];
  },
  lock: HeldLock,
): Promise<Advanced> {
  const { repository } = context;
  const { stored, prepared, gates } = gated;
  const { record } = stored;
  const parent = prepared.snapshot.head;
  const commit = await repository.commit({
    parent,
    files: prepared.touched,
    message: commitMessage(record),
    author: context.author,
    date: decidedAt(record),
  });
  await lock.assertHeld();
  const fixed = await advance(
    context,
    stored,
    { type: 'commit', contentHash: record.contentHash, gates, commit, parent },
    { actor: PORTAL, now: new Date() },
  );
  if ('refused' in fixed) return fixed;
  await lock.assertHeld();
  const outcome = await repository.push(commit, parent);
  return advance(
    context,
    fixed.stored,
    outcome === 'pushed'
      ? { type: 'apply', commit }
      : {
          type: 'release',
          note: 'Another commit was faster: gated again on the new head',
        },
    { actor: PORTAL, now: new Date() },
  );
}
