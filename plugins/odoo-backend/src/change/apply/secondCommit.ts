import { ChangeState } from '@plumbline/plugin-odoo-common';
import { audited } from '../../routes/audited';
import { RegistrySnapshot, belongsTo, isOfRestoreTest } from '../../registry';
import { PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';
import { assertAsLeft } from '../decommission/assertAsLeft';
import { StoredChange } from '../store';
import { secondMessage } from './commitMessage';
import { CommitSteps, pushFixed, resumeFixed } from './fixedCommit';
import { Delivery, deliver, findOpen, resume, tellTrouble } from './hosted';
import { HeldLock, RepositoryLock } from './RepositoryLock';

/** Rounds of one second commit against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

const STEPS: CommitSteps = {
  event: 'change-clean-up',
  fix: (commit, parent) => ({ type: 'commit-clean-up', commit, parent }),
  arrived: (commit, merged) => ({ type: 'cleaned-up', commit, merged }),
  lost: () => ({ type: 'release-clean-up' }),
};

/**
 * Takes files out of the repository once the first commit of a change has done its work: those of a restore test,
 * and with them everything that they made, or those of an environment that goes, which detaches what it leaves
 * behind. Safe to stop and repeat anywhere, as an apply is.
 */
export async function commitSecond(
  context: ChangeContext,
  lock: RepositoryLock,
  id: string,
): Promise<void> {
  await lock.tryRun(async held => {
    const { record } = await context.store.get(id);
    const { environment, conclusion } = record;
    if (context.host) {
      // As in an apply.
      await tellTrouble(context, id, () => commitInRounds(context, held, id));
      return;
    }
    await audited(
      context.auditor,
      {
        eventId: 'change-clean-up',
        severityLevel: 'high',
        meta: { change: id, environment, outcome: conclusion?.outcome ?? '' },
      },
      () => commitInRounds(context, held, id),
      state => ({ state }),
    );
  });
}

async function commitInRounds(
  context: ChangeContext,
  held: HeldLock,
  id: string,
): Promise<ChangeState> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await context.store.get(id);
    if (stored.record.state !== 'reconciling') break;
    if ((await commitOnce(context, held, stored)) === 'waiting') break;
  }
  return (await context.store.get(id)).record.state;
}

async function commitOnce(
  context: ChangeContext,
  held: HeldLock,
  stored: StoredChange,
): Promise<Delivery> {
  const { host } = context;
  const { record } = stored;
  const { conclusion } = record;
  if (!conclusion) return 'waiting';
  if (conclusion.commit !== undefined) {
    const { commit } = conclusion;
    if (host) return resume(context, host, stored, commit, STEPS);
    await resumeFixed(context, stored, commit, STEPS);
    return 'again';
  }
  const found = await findOpen(context, stored, STEPS);
  if (found === 'ended') return 'waiting';
  const head = await context.repository.fetch();
  const left = await filesToTake(
    context,
    record,
    await context.registry.at(head),
  );
  if (left.length === 0) {
    const nothing = { type: 'cleaned-up' } as const;
    await advance(context, stored, nothing, { actor: PORTAL, now: new Date() });
    return 'again';
  }
  const commit = {
    parent: head,
    files: new Map(left.map(path => [path, undefined])),
    message: secondMessage(record),
    date: new Date(conclusion.at),
  };
  const delivery = { commit, steps: STEPS, lock: held };
  if (host) return deliver(context, host, stored, { ...delivery, found });
  await pushFixed(context, stored, delivery);
  return 'again';
}

async function filesToTake(
  context: ChangeContext,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<string[]> {
  const ref = refOf(record);
  const paths = [...snapshot.files.keys()];
  if (record.kind === 'restore-test') {
    return paths.filter(path => isOfRestoreTest(ref, path));
  }
  await assertAsLeft(context, record, snapshot);
  return paths.filter(path => belongsTo(ref, path));
}
