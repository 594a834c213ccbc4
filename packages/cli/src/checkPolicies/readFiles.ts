import { readFile, readdir, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../UsageError';

const OBJECT_FILE = /\.(ya?ml|json)$/i;

export interface TextFile {
  file: string;
  content: string;
}

/** In the place of a path: what another program has written. */
const STANDARD_INPUT = '-';

/** A file, standard input, or every object file below a folder in the order of their names; fails with UsageError. */
export async function readFiles(
  path: string,
  options: { leaveOut?: string } = {},
): Promise<TextFile[]> {
  if (path === STANDARD_INPUT) {
    return [{ file: 'standard input', content: await text(process.stdin) }];
  }
  const paths = await filesOf(path, options.leaveOut);
  return Promise.all(
    paths.map(async file => ({ file, content: await readFile(file, 'utf8') })),
  );
}

async function filesOf(path: string, leaveOut?: string): Promise<string[]> {
  const found = await stat(path).catch(error => {
    throw new UsageError(`${path} cannot be read: ${error.code}`);
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (isBelow(file, path, leaveOut)) continue;
    // kubectl follows links: what one names must not go unjudged.
    const isFile = entry.isSymbolicLink()
      ? await isLinkedFile(file)
      : entry.isFile();
    if (isFile && OBJECT_FILE.test(entry.name)) files.push(file);
  }
  return files.sort();
}

/** Fails with UsageError when a link leads to a folder or nowhere. */
async function isLinkedFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(error => {
    throw new UsageError(`${file} is a link that leads nowhere: ${error.code}`);
  });
  if (found.isDirectory()) {
    throw new UsageError(
      `${file} is a link to a folder, which is not followed: name the folder itself`,
    );
  }
  return true;
}

function isBelow(file: string, root: string, folder?: string): boolean {
  for (let at = dirname(file); at.length > root.length; at = dirname(at)) {
    if (basename(at) === folder) return true;
  }
  return false;
}
