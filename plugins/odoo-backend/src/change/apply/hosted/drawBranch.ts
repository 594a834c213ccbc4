import { NewCommit } from '@plumbline/plugin-odoo-node';
import { ChangeContext } from '../../ChangeContext';
import { ChangeRecord } from '../../ChangeRecord';
import { Blobs } from '../../store/ChangeBranches';
import { HeldLock } from '../RepositoryLock';

/**
 * Puts the commit on its branch unless somebody else has put something there. Answers where the branch points then, and
 * whether this moved it.
 */
export async function drawBranch(
  context: ChangeContext,
  { id }: ChangeRecord,
  options: {
    branch: string;
    commit: string;
    files: NewCommit['files'];
    lock: HeldLock;
  },
): Promise<{ tip: string | undefined; moved: boolean }> {
  const { repository, branches } = context;
  const { branch, commit, files, lock } = options;
  const tip = await repository.tipOf(branch);
  // Written down also when it is there: a host may have been told of it before a kill.
  await branches.draw(
    {
      branch,
      commit,
      changeId: id,
      blobs: await blobsOf(context, commit, files),
    },
    new Date(),
  );
  if (tip === commit) return { tip, moved: false };
  if (tip !== undefined && !(await branches.find(branch, tip))) {
    return { tip, moved: false };
  }
  await lock.assertHeld();
  const moved = await repository.moveBranch(branch, { expected: tip, commit });
  return moved === 'moved'
    ? { tip: commit, moved: true }
    : { tip: await repository.tipOf(branch), moved: false };
}

async function blobsOf(
  { repository }: ChangeContext,
  commit: string,
  files: NewCommit['files'],
): Promise<Blobs> {
  const entries = await repository.list(commit, '');
  const there = new Map(entries.map(({ path, blob }) => [path, blob]));
  return Object.fromEntries(
    [...files.keys()].map(path => [path, there.get(path) ?? null]),
  );
}
