import { InputError } from '@backstage/errors';
import { GitError, runGit } from './git';
import { TreeEntry } from './GitOpsRepository';

/** Nothing that we read from the repository is larger; a larger file is refused, not cut. */
const MAX_FILE_BYTES = 1024 * 1024;

const MISSING = / missing$/;

/** Files below a folder, recursively. A submodule is listed as one: its content is never read, and never overlooked. */
export async function listTree(
  directory: string,
  commit: string,
  folder: string,
): Promise<TreeEntry[]> {
  const output = await runGit(directory, [
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    commit,
    ...(folder ? ['--', `${folder.replace(/\/+$/, '')}/`] : []),
  ]);
  return output
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      // "<mode> <type> <object>\t<path>", format of git-ls-tree(1)
      const tab = line.indexOf('\t');
      const [, , blob] = line.slice(0, tab).split(' ');
      return { path: line.slice(tab + 1), blob };
    });
}

/** Contents by path in two processes, whatever the number of paths (git-cat-file(1), batch). */
export async function readBlobs(
  directory: string,
  commit: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const broken = paths.find(path => /[\n\0]/.test(path));
  if (broken) throw new InputError(`Not a path: ${JSON.stringify(broken)}`);
  if (paths.length === 0) return new Map();
  const asked = [
    `${commit}^{commit}`,
    ...paths.map(path => `${commit}:${path}`),
  ];
  const [known, ...headers] = (
    await runGit(directory, ['cat-file', '--batch-check'], {
      input: asked.map(object => `${object}\n`).join(''),
    })
  )
    .toString('utf8')
    .split('\n');
  // A path of an unknown commit is missing too; that the commit is unknown must show.
  if (MISSING.test(known)) throw new GitError('cat-file', 128, known);
  const present = paths.flatMap((path, index) => {
    const header = headers[index] ?? '';
    if (MISSING.test(header)) return [];
    const [object, type, size] = header.split(' ');
    if (type !== 'blob') return [];
    if (Number(size) > MAX_FILE_BYTES) {
      throw new InputError(`${path} is larger than ${MAX_FILE_BYTES} bytes`);
    }
    return [{ path, object, size: Number(size) }];
  });

  const output = await runGit(directory, ['cat-file', '--batch'], {
    input: present.map(({ object }) => `${object}\n`).join(''),
  });
  const contents = new Map<string, string>();
  let offset = 0;
  for (const { path, size } of present) {
    const start = output.indexOf(0x0a, offset) + 1;
    contents.set(path, output.toString('utf8', start, start + size));
    offset = start + size + 1;
  }
  return contents;
}
