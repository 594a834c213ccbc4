import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitText, runGit } from './git';

/** The remote-tracking ref that holds what `fetch` last saw. */
export function trackingRef(branch: string): string {
  return `refs/remotes/origin/${branch}`;
}

/**
 * Makes the folder a bare clone of the remote, or takes up the one that is there. The folder belongs to
 * this process alone: locks found in it are left-overs of one that was killed, and are removed.
 */
export async function openClone(
  directory: string,
  url: string,
  branch: string,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await runGit(directory, ['init', '--quiet', '--bare']);
  await removeStaleLocks(directory);
  await runGit(directory, ['config', 'remote.origin.url', url]);
  await runGit(directory, [
    'config',
    'remote.origin.fetch',
    `+refs/heads/${branch}:${trackingRef(branch)}`,
  ]);
  await gitText(directory, ['check-ref-format', '--branch', branch]);
}

async function removeStaleLocks(directory: string): Promise<void> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const locks = entries.filter(
    entry => entry.isFile() && entry.name.endsWith('.lock'),
  );
  for (const lock of locks) {
    await rm(join(lock.parentPath, lock.name), { force: true });
  }
}
