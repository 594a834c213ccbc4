import { git } from '../controllers';
import { importStream, type SeedCommit } from './createGitOpsRepository';

export interface HandCommit extends SeedCommit {
  branch: string;
  author: { name: string; email: string };
}

/** Text of a file at the head of a branch; fails when it is not there. */
export async function fileAtHead(
  repository: string,
  branch: string,
  path: string,
): Promise<string> {
  return (await git(repository, ['show', `${branch}:${path}`])).toString();
}

/**
 * Adds a commit on top of a branch, as a push around the portal does. Fails, and changes nothing, when somebody
 * else pushes at that moment.
 */
export async function commitByHand(
  repository: string,
  { branch, author, ...commit }: HandCommit,
): Promise<void> {
  await git(repository, ['fast-import', '--quiet', '--date-format=raw'], {
    input: importStream({ branch, author, commits: [commit] }, true),
  });
}
