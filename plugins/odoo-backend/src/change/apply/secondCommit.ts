import { ConflictError } from '@backstage/errors';
import { isBroughtBack } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot, isOfRestoreTest } from '../../registry';
import { PORTAL, advance } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';
import { filesInTheEnd } from '../decommission';
import { secondMessage } from './commitMessage';
import { CommitOfChange, commitUnderLock } from './commitUnderLock';
import { CommitSteps } from './fixedCommit';
import { RepositoryLock } from './RepositoryLock';

const STEPS: CommitSteps = {
  event: 'change-clean-up',
  fix: (commit, parent) => ({ type: 'commit-clean-up', commit, parent }),
  arrived: (commit, merged) => ({ type: 'cleaned-up', commit, merged }),
  lost: () => ({ type: 'release-clean-up' }),
};

const SECOND: CommitOfChange = {
  event: 'change-clean-up',
  meta: ({ conclusion }) => ({ outcome: conclusion?.outcome ?? '' }),
  isDue: async (_, record) =>
    record.state === 'reconciling' &&
    record.conclusion !== undefined &&
    !isBroughtBack(record),
  fixed: ({ conclusion }) => conclusion?.commit,
  steps: () => STEPS,
  async workOut(context, stored, snapshot) {
    const { record } = stored;
    const { conclusion } = record;
    if (!conclusion) return 'waiting';
    const files = await filesOf(context, record, snapshot);
    if (files.size === 0) {
      const nothing = { type: 'cleaned-up' } as const;
      const now = new Date();
      await advance(context, stored, nothing, { actor: PORTAL, now });
      return 'again';
    }
    const commit = {
      parent: snapshot.head,
      files,
      message: secondMessage(record),
      date: new Date(conclusion.at),
    };
    return { stored, commit, steps: STEPS };
  },
};

/**
 * The second commit, once the first one of a change has done its work: it takes the files of a restore test away, and
 * with them everything that they made, or those of an environment that goes, which detaches what it leaves behind; of
 * a decommission that was cancelled it brings them back.
 */
export const commitSecond = (
  context: ChangeContext,
  lock: RepositoryLock,
  id: string,
): Promise<void> => commitUnderLock(context, lock, id, SECOND);

/** Content by path; `undefined` deletes. Fails with ConflictError when somebody has to do something first. */
async function filesOf(
  context: ChangeContext,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<ReadonlyMap<string, string | undefined>> {
  if (record.kind === 'restore-test') {
    const paths = [...snapshot.files.keys()];
    const own = paths.filter(path => isOfRestoreTest(refOf(record), path));
    return new Map(own.map(path => [path, undefined]));
  }
  const end = await filesInTheEnd(context, record, snapshot);
  if ('against' in end) throw new ConflictError(end.against);
  return end.files;
}
