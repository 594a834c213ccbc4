import { InputError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitText, runGit } from './git';
import { NewCommit } from './GitOpsRepository';

const REGULAR_FILE = '100644';
const NO_OBJECT = '0'.repeat(40);

/**
 * Writes blobs, tree and commit by an index of its own, so that commits do not disturb each other.
 * Author, committer and both dates are given: the same input has the same id on every machine.
 */
export async function writeCommit(
  directory: string,
  { parent, files, message, author, date }: NewCommit,
): Promise<string> {
  const index = join(directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await runGit(directory, ['read-tree', parent], { env });
    await runGit(directory, ['update-index', '-z', '--index-info'], {
      env,
      input: await indexEntries(directory, files),
    });
    const tree = await gitText(directory, ['write-tree'], { env });
    return await gitText(directory, ['commit-tree', tree, '-p', parent], {
      input: message,
      env: identity(author, date),
    });
  } finally {
    await rm(index, { force: true });
  }
}

async function indexEntries(
  directory: string,
  files: NewCommit['files'],
): Promise<string> {
  const paths = [...files.keys()];
  const wrong = paths.find(path =>
    /[\0\n]|^\/|(^|\/)\.{1,2}(\/|$)|(^|\/)\.git(\/|$)/i.test(path),
  );
  if (wrong !== undefined) {
    throw new InputError(
      `Not a path in a repository: ${JSON.stringify(wrong)}`,
    );
  }
  const contents = [...files.values()].filter(each => each !== undefined);
  const blobs = (await writeBlobs(directory, contents)).values();
  return [...files]
    .map(([path, content]) =>
      content === undefined
        ? `0 ${NO_OBJECT}\t${path}\0`
        : `${REGULAR_FILE} ${blobs.next().value}\t${path}\0`,
    )
    .join('');
}

/** Ids in the order of the contents. By one process, whatever their number (git-fast-import(1)). */
async function writeBlobs(
  directory: string,
  contents: readonly string[],
): Promise<string[]> {
  if (contents.length === 0) return [];
  const input = contents.map(
    (content, index) =>
      `blob\nmark :${index + 1}\ndata ${Buffer.byteLength(
        content,
      )}\n${content}\nget-mark :${index + 1}\n`,
  );
  const ids = await gitText(directory, ['fast-import', '--quiet'], {
    input: input.join(''),
  });
  return ids.split('\n');
}

function identity(author: NewCommit['author'], date: Date) {
  const at = `@${Math.floor(date.getTime() / 1000)} +0000`;
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: at,
  };
}
