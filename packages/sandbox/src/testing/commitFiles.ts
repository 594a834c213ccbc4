import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Changes the GitOps repository by one commit; `undefined` removes a file. */
export async function commitFiles(
  repository: string,
  files: Record<string, string | undefined>,
): Promise<void> {
  const clone = await mkdtemp(join(tmpdir(), 'sandbox-clone-'));
  const git = (...args: string[]) =>
    run('git', [
      ...['-C', clone],
      ...['-c', 'user.name=T', '-c', 'user.email=t@example.org'],
      ...args,
    ]);
  try {
    await git('clone', '-q', repository, '.');
    for (const [path, content] of Object.entries(files)) {
      const file = join(clone, path);
      await mkdir(dirname(file), { recursive: true });
      await (content === undefined ? rm(file) : writeFile(file, content));
    }
    await git('add', '-A');
    await git('commit', '-q', '-m', 'Change what runs');
    await git('push', '-q', 'origin', 'main');
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
}
