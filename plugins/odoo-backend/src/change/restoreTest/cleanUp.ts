import { ChangeState } from '@plumbline/plugin-odoo-common';
import { audited } from '../../routes/audited';
import { isOfRestoreTest } from '../../registry';
import { PORTAL, advance } from '../advance';
import { cleanUpMessage } from '../apply/commitMessage';
import { CommitSteps, pushFixed, resumeFixed } from '../apply/fixedCommit';
import { HeldLock, RepositoryLock } from '../apply/RepositoryLock';
import { ChangeContext } from '../ChangeContext';
import { refOf } from '../contentOf';
import { StoredChange } from '../store';

/** Rounds of one clean-up against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

const STEPS: CommitSteps = {
  fix: (commit, parent) => ({ type: 'commit-clean-up', commit, parent }),
  arrived: commit => ({ type: 'cleaned-up', commit }),
  lost: () => ({ type: 'release-clean-up' }),
};

/**
 * Takes the files of a restore test that has ended out of the repository, and with them everything that they
 * made. Safe to stop and repeat anywhere, as an apply is.
 */
export async function cleanUp(
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
      () => cleanUpInRounds(context, held, id),
      state => ({ state }),
    );
  });
}

async function cleanUpInRounds(
  context: ChangeContext,
  held: HeldLock,
  id: string,
): Promise<ChangeState> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await context.store.get(id);
    if (stored.record.state !== 'reconciling') break;
    await cleanUpOnce(context, held, stored);
  }
  return (await context.store.get(id)).record.state;
}

async function cleanUpOnce(
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
  const { files } = await context.registry.at(head);
  const left = [...files.keys()].filter(path =>
    isOfRestoreTest(refOf(record), path),
  );
  if (left.length === 0) {
    const nothing = { type: 'cleaned-up' } as const;
    await advance(context, stored, nothing, { actor: PORTAL, now: new Date() });
    return;
  }
  const commit = {
    parent: head,
    files: new Map(left.map(path => [path, undefined])),
    message: cleanUpMessage(record),
    date: new Date(conclusion.at),
  };
  await pushFixed(context, stored, { commit, steps: STEPS, lock: held });
}
