import { ChangeState } from '@plumbline/plugin-odoo-common';
import { audited } from '../../routes/audited';
import { ChangeContext } from '../ChangeContext';
import { regate } from '../regate';
import { StoredChange } from '../store';
import { pushCommit } from './pushCommit';
import { HeldLock, RepositoryLock } from './RepositoryLock';
import { resumeCommit } from './resumeCommit';

/** Rounds of one apply against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

/**
 * Brings an approved change into the repository, or sends it back. Under the lock, at the head of this moment:
 * rendered again, gated again, approvers asked again, committed, pushed. Safe to stop and repeat anywhere.
 */
export async function applyChange(
  context: ChangeContext,
  lock: RepositoryLock,
  id: string,
): Promise<void> {
  await lock.tryRun(async held => {
    const { record } = await context.store.get(id);
    if (record.state !== 'approved') return;
    const { environment, requester, contentHash, revision } = record;
    await audited(
      context.auditor,
      {
        eventId: 'change-apply',
        severityLevel: 'high',
        meta: { change: id, environment, requester, contentHash, revision },
      },
      () => applyInRounds(context, held, id),
      // A change that was sent back went through without being applied.
      state => ({ state }),
    );
  });
}

async function applyInRounds(
  context: ChangeContext,
  held: HeldLock,
  id: string,
): Promise<ChangeState> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await context.store.get(id);
    if (stored.record.state !== 'approved') break;
    await applyOnce(context, held, stored);
  }
  return (await context.store.get(id)).record.state;
}

async function applyOnce(
  context: ChangeContext,
  held: HeldLock,
  stored: StoredChange,
): Promise<void> {
  const { commit } = stored.record;
  if (commit !== undefined) {
    await resumeCommit(context, stored, commit);
    return;
  }
  const head = await context.repository.fetch();
  const gated = await regate(context, stored, await context.registry.at(head));
  if ('refused' in gated || !gated.prepared || !gated.gates) return;
  if (gated.stored.record.state !== 'approved') return;
  const { prepared, gates } = gated;
  await pushCommit(context, { stored: gated.stored, prepared, gates }, held);
}
