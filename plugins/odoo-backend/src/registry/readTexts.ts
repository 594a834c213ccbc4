import { isError } from '@backstage/errors';
import { GitOpsRepository, TreeEntry } from '@plumbline/plugin-odoo-node';
import { Parsed, broken } from './Parsed';

/**
 * Contents by path, all in one read. When the repository refuses one of them (too large), each is read
 * alone, so that one bad file does not hide the others.
 */
export async function readTexts(
  repository: GitOpsRepository,
  commit: string,
  entries: readonly TreeEntry[],
): Promise<Map<string, Parsed<string>>> {
  const paths = entries.map(({ path }) => path);
  try {
    return await readAll(repository, commit, paths);
  } catch (error) {
    if (!isInputError(error)) throw error;
  }
  const texts = new Map<string, Parsed<string>>();
  for (const path of paths) {
    try {
      for (const read of await readAll(repository, commit, [path])) {
        texts.set(...read);
      }
    } catch (error) {
      if (!isInputError(error)) throw error;
      texts.set(path, broken(error.message));
    }
  }
  return texts;
}

async function readAll(
  repository: GitOpsRepository,
  commit: string,
  paths: readonly string[],
): Promise<Map<string, Parsed<string>>> {
  const contents = await repository.read(commit, paths);
  return new Map(
    [...contents].map(([path, text]) => [path, { document: text }]),
  );
}

function isInputError(error: unknown): error is Error {
  return isError(error) && error.name === 'InputError';
}
