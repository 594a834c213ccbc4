import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { git } from '../controllers';

/** A commit of the seeded history; `undefined` deletes a file. */
export interface SeedCommit {
  at: Date;
  message: string;
  files: ReadonlyMap<string, string | undefined>;
}

export interface RepositorySeed {
  branch: string;
  author: { name: string; email: string };
  /** Oldest first. */
  commits: readonly SeedCommit[];
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/**
 * The history as `git fast-import` reads it: one process for any number of commits.
 *
 * @param onTop - of the branch as it is; otherwise the first commit is the first of all
 */
export function importStream(
  { branch, author, commits }: RepositorySeed,
  onTop = false,
) {
  const identity = `${author.name} <${author.email}>`;
  return commits
    .map(({ at, message, files }, index) => {
      const time = `${Math.floor(at.getTime() / 1000)} +0000`;
      const changes = [...files].map(([path, content]) =>
        content === undefined
          ? `D ${path}\n`
          : `M 100644 inline ${path}\n${data(content)}`,
      );
      return [
        `commit refs/heads/${branch}\n`,
        `author ${identity} ${time}\n`,
        `committer ${identity} ${time}\n`,
        data(message),
        onTop && index === 0 ? `from refs/heads/${branch}^0\n` : '',
        ...changes,
      ].join('');
    })
    .join('\n');
}

/**
 * Makes a bare repository with a history of its own. The same seed gives the same commit ids.
 * It appears under its path only when it is complete.
 */
export async function createGitOpsRepository(
  path: string,
  seed: RepositorySeed,
): Promise<void> {
  const unfinished = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  await rm(unfinished, { recursive: true, force: true });
  await git(unfinished, ['init', '--bare', `--initial-branch=${seed.branch}`]);
  await git(unfinished, ['fast-import', '--quiet', '--date-format=raw'], {
    input: importStream(seed),
  });
  await rename(unfinished, path);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    error => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** Makes the repository unless it is there. */
export async function ensureGitOpsRepository(
  path: string,
  seed: () => Promise<RepositorySeed>,
): Promise<void> {
  if (await exists(path)) return;
  await createGitOpsRepository(path, await seed());
}
