import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The GitOps repository of a portal, as somebody with write access works with it. */
export function gitopsOf(data: string) {
  const bare = join(data, 'gitops.git');
  const git = async (...args: string[]) => (await run('git', args)).stdout;
  /** The portal commits as well: whoever comes second goes on top. */
  const pushOnTop = async (clone: string, attempts = 5): Promise<void> => {
    await git('-C', clone, 'pull', '-q', '--rebase');
    try {
      await git('-C', clone, 'push', '-q');
    } catch (error) {
      if (attempts === 1) throw error;
      await pushOnTop(clone, attempts - 1);
    }
  };
  return {
    /** Text of a file at the head. */
    show: (path: string) => git('-C', bare, 'show', `main:${path}`),
    /** Subjects of the commits that changed a file, the newest first. */
    subjects: async (path: string) =>
      (await git('-C', bare, 'log', '--format=%s', 'main', '--', path))
        .trim()
        .split('\n'),
    /** Commits and pushes files, past the portal. */
    async push(message: string, files: Record<string, string>) {
      const clone = await mkdtemp(join(tmpdir(), 'plumbline-push-'));
      try {
        await git('clone', '-q', bare, clone);
        for (const [path, text] of Object.entries(files)) {
          await mkdir(dirname(join(clone, path)), { recursive: true });
          await writeFile(join(clone, path), text);
        }
        await git('-C', clone, 'add', '.');
        const author = ['user.name=Somebody', 'user.email=s@harbour.example'];
        await git(
          ...['-C', clone, ...author.flatMap(each => ['-c', each])],
          ...['commit', '-qm', message],
        );
        await pushOnTop(clone);
      } finally {
        await rm(clone, { recursive: true, force: true });
      }
    },
  };
}
