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
import { HeldLock, RepositoryLock } from './RepositoryLock';

/** Rounds of one second commit against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

const STEPS: CommitSteps = {
  fix: (commit, parent) => ({ type: 'commit-clean-up', commit, parent }),
  arrived: commit => ({ type: 'cleaned-up', commit }),
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
    await commitOnce(context, held, stored);
  }
  return (await context.store.get(id)).record.state;
}

async function commitOnce(
  context: ChangeContext,
  held: HeldLock,
  stored: StoredChange,
): Promise<void> {
  const { record } = stored;
  const { conclusion } = record;
  if (!conclusion) return;
  if (conclusion.commit !== undefined) {
    await resumeFixed(context, stored, conclusion.commit, STEPS);
    return;
  }
  const head = await context.repository.fetch();
  const left = await filesToTake(
    context,
    record,
    await context.registry.at(head),
  );
  if (left.length === 0) {
    const nothing = { type: 'cleaned-up' } as const;
    await advance(context, stored, nothing, { actor: PORTAL, now: new Date() });
    return;
  }
  const commit = {
    parent: head,
    files: new Map(left.map(path => [path, undefined])),
    message: secondMessage(record),
    date: new Date(conclusion.at),
  };
  await pushFixed(context, stored, { commit, steps: STEPS, lock: held });
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
