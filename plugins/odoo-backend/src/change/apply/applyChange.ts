import { GateResult } from '@plumbline/plugin-odoo-common';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { regate } from '../regate';
import { commitMessage, decidedAt } from './commitMessage';
import { CommitOfChange, commitUnderLock } from './commitUnderLock';
import { CommitSteps } from './fixedCommit';
import { RepositoryLock } from './RepositoryLock';

const stepsOf = (
  { contentHash }: ChangeRecord,
  gates: readonly GateResult[],
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

const APPLY: CommitOfChange = {
  event: 'change-apply',
  meta: ({ requester, contentHash, revision }) => ({
    requester,
    contentHash,
    revision,
  }),
  // A rollout may have been paused while this waited for the lock or met other commits.
  isDue: async ({ store }, record) =>
    record.state === 'approved' && !(await store.isHeldBack(record)),
  fixed: ({ commit }) => commit,
  steps: record => stepsOf(record, record.gates),
  async workOut(context, stored, snapshot) {
    const gated = await regate(context, stored, snapshot);
    if ('refused' in gated || !gated.prepared || !gated.gates) return 'waiting';
    if (gated.stored.record.state !== 'approved') return 'waiting';
    const { prepared, gates } = gated;
    const { record } = gated.stored;
    return {
      stored: gated.stored,
      commit: {
        // On top of the commit at which it was gated.
        parent: prepared.snapshot.head,
        files: prepared.touched,
        message: commitMessage(record),
        date: decidedAt(record),
      },
      steps: stepsOf(record, gates),
    };
  },
};

/**
 * Brings an approved change into the repository, or sends it back: at the head of this moment rendered again, gated
 * again, approvers asked again.
 */
export const applyChange = (
  context: ChangeContext,
  lock: RepositoryLock,
  id: string,
): Promise<void> => commitUnderLock(context, lock, id, APPLY);
