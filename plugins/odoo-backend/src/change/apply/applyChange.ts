import { ChangeState, GateResult } from '@plumbline/plugin-odoo-common';
import { audited } from '../../routes/audited';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { regate } from '../regate';
import { StoredChange } from '../store';
import { commitMessage, decidedAt } from './commitMessage';
import { CommitSteps, pushFixed, resumeFixed } from './fixedCommit';
import { Delivery, deliver, findOpen, resume, tellTrouble } from './hosted';
import { passFreezes } from './passFreezes';
import { HeldLock, RepositoryLock } from './RepositoryLock';

/** Rounds of one apply against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

const stepsOf = (
  { contentHash }: ChangeRecord,
  gates: readonly GateResult[] = [],
): CommitSteps => ({
  event: 'change-apply',
  fix: (commit, parent) => ({
    type: 'commit',
    contentHash,
    gates,
    commit,
    parent,
  }),
  arrived: (commit, merged) => ({ type: 'apply', commit, merged }),
  lost: note => ({ type: 'release', note }),
});

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
    if (!(await isDue(context, record))) return;
    if (context.host) {
      // Looked at again and again while checks run: what is done at the host has events of its own.
      await tellTrouble(context, id, () => applyInRounds(context, held, id));
      return;
    }
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

/** Asked under the lock, before each round: a rollout may have been paused while this waited or met other commits. */
const isDue = async (
  { store }: Pick<ChangeContext, 'store'>,
  record: ChangeRecord,
) => record.state === 'approved' && !(await store.isHeldBack(record));

async function applyInRounds(
  context: ChangeContext,
  held: HeldLock,
  id: string,
): Promise<ChangeState> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await context.store.get(id);
    if (!(await isDue(context, stored.record))) break;
    if ((await applyOnce(context, held, stored)) === 'waiting') break;
  }
  return (await context.store.get(id)).record.state;
}

async function applyOnce(
  context: ChangeContext,
  held: HeldLock,
  stored: StoredChange,
): Promise<Delivery> {
  const { host } = context;
  const { commit } = stored.record;
  if (commit !== undefined) {
    const resumed = stepsOf(stored.record);
    if (host) return resume(context, host, stored, commit, resumed);
    await resumeFixed(context, stored, commit, resumed);
    return 'again';
  }
  const found = await findOpen(
    context,
    stored,
    stepsOf(stored.record, stored.record.gates),
  );
  if (found === 'ended') return 'waiting';
  await passFreezes(context, held, stored.record);
  const head = await context.repository.fetch();
  const gated = await regate(context, stored, await context.registry.at(head));
  if ('refused' in gated || !gated.prepared || !gated.gates) return 'waiting';
  if (gated.stored.record.state !== 'approved') return 'waiting';
  const { prepared, gates } = gated;
  const { record } = gated.stored;
  const delivery = {
    commit: {
      // On top of the commit at which it was gated.
      parent: prepared.snapshot.head,
      files: prepared.touched,
      message: commitMessage(record),
      date: decidedAt(record),
    },
    steps: stepsOf(record, gates),
    lock: held,
  };
  if (host) {
    return deliver(context, host, gated.stored, { ...delivery, found });
  }
  await pushFixed(context, gated.stored, delivery);
  return 'again';
}
