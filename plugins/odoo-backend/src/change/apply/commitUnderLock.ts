import { ChangeState } from '@plumbline/plugin-odoo-common';
import { JsonObject } from '@backstage/types';
import { NewCommit } from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../../registry';
import { audited } from '../../routes/audited';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { StoredChange } from '../store';
import { CommitSteps, pushFixed, resumeFixed } from './fixedCommit';
import { Delivery, deliver, findOpen, resume, tellTrouble } from './hosted';
import { passFreezes } from './passFreezes';
import { projectInGit } from './projectInGit';
import { HeldLock, RepositoryLock } from './RepositoryLock';

/** Rounds of one commit against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

/** What is to be committed, worked out at the head of this moment. */
export interface DueCommit {
  stored: StoredChange;
  commit: Omit<NewCommit, 'author'>;
  steps: CommitSteps;
}

/** One of the commits of a change: what of it is like no other. */
export interface CommitOfChange {
  /** Id of the audit event. */
  readonly event: string;
  meta(record: ChangeRecord): JsonObject;
  /** Asked under the lock, before each round. */
  isDue(context: ChangeContext, record: ChangeRecord): Promise<boolean>;
  /** The commit that was fixed and may have left the portal. */
  fixed(record: ChangeRecord): string | undefined;
  steps(record: ChangeRecord): CommitSteps;
  /** `again`: there is nothing to commit any more; `waiting`: it may not be committed. */
  workOut(
    context: ChangeContext,
    stored: StoredChange,
    snapshot: RegistrySnapshot,
  ): Promise<DueCommit | Delivery>;
}

/**
 * Brings a commit of a change into the repository: under its lock, worked out at the head of this moment, fixed, then
 * pushed or merged by the host. Safe to stop and repeat anywhere.
 */
export async function commitUnderLock(
  context: ChangeContext,
  lock: RepositoryLock,
  id: string,
  kind: CommitOfChange,
): Promise<void> {
  await lock.tryRun(async held => {
    const { record } = await context.store.get(id);
    if (!(await kind.isDue(context, record))) return;
    const rounds = () => inRounds(context, held, id, kind);
    if (context.host) {
      // Looked at again and again while checks run: what is done at the host has events of its own.
      await tellTrouble(context, id, rounds);
      return;
    }
    await audited(
      context.auditor,
      {
        eventId: kind.event,
        severityLevel: 'high',
        meta: {
          change: id,
          environment: record.environment,
          ...kind.meta(record),
        },
      },
      rounds,
      // A change that was sent back went through without being committed.
      state => ({ state }),
    );
  });
}

async function inRounds(
  context: ChangeContext,
  held: HeldLock,
  id: string,
  kind: CommitOfChange,
): Promise<ChangeState> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await context.store.get(id);
    if (!(await kind.isDue(context, stored.record))) break;
    if ((await once(context, held, stored, kind)) === 'waiting') break;
  }
  return (await context.store.get(id)).record.state;
}

async function once(
  context: ChangeContext,
  held: HeldLock,
  stored: StoredChange,
  kind: CommitOfChange,
): Promise<Delivery> {
  const { host, repository, registry } = context;
  const commit = kind.fixed(stored.record);
  const steps = kind.steps(stored.record);
  if (commit !== undefined) {
    if (host) return resume(context, host, stored, commit, steps);
    await resumeFixed(context, stored, commit, steps);
    return 'again';
  }
  const found = await findOpen(context, stored, steps);
  if (found === 'ended') return 'waiting';
  await passFreezes(context, held, stored.record);
  const head = await repository.fetch();
  const due = await kind.workOut(context, stored, await registry.at(head));
  if (typeof due === 'string') return due;
  const until = await projectInGit(context, held, due);
  if (until) return until;
  const delivery = { commit: due.commit, steps: due.steps, lock: held };
  if (host) return deliver(context, host, due.stored, { ...delivery, found });
  await pushFixed(context, due.stored, delivery);
  return 'again';
}
