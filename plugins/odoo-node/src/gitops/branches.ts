import { ServiceUnavailableError } from '@backstage/errors';
import { gitText, runGit } from './git';
import { objectId } from './objectId';

/** What a branch of the remote points at. */
export async function tipOf(
  directory: string,
  branch: string,
): Promise<string | undefined> {
  const ref = await branchRef(directory, branch);
  try {
    const output = await gitText(directory, ['ls-remote', 'origin', ref]);
    const line = output.split('\n').find(each => each.endsWith(`\t${ref}`));
    return line && objectId(line.split('\t')[0]);
  } catch (error) {
    throw new ServiceUnavailableError(
      'The GitOps repository cannot be reached',
      error,
    );
  }
}

/** Moves a branch of the remote by compare-and-swap; what the remote then holds decides, not the words of an error. */
export async function moveBranch(
  directory: string,
  branch: string,
  { expected, commit }: { expected?: string; commit?: string },
): Promise<'moved' | 'lost'> {
  const ref = await branchRef(directory, branch);
  try {
    await runGit(directory, [
      'push',
      '--quiet',
      `--force-with-lease=${ref}:${expected ? objectId(expected) : ''}`,
      'origin',
      `${commit ? objectId(commit) : ''}:${ref}`,
    ]);
    return 'moved';
  } catch (error) {
    const tip = await tipOf(directory, branch);
    if (tip === commit) return 'moved';
    if (tip !== expected) return 'lost';
    throw new ServiceUnavailableError(
      `The GitOps repository refused to move the branch ${branch}`,
      error,
    );
  }
}

/** Fails when git would not take it for the name of a branch. */
async function branchRef(directory: string, branch: string): Promise<string> {
  await runGit(directory, ['check-ref-format', '--branch', branch]);
  return `refs/heads/${branch}`;
}
