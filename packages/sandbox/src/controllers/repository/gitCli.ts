import { execFile } from 'node:child_process';

const LARGEST_OUTPUT = 256 * 2 ** 20;

/**
 * Runs git in a repository and answers its output. Arguments never pass a shell; the
 * machine's own git configuration is left out, so that the same input gives the same result.
 * Fails with what git wrote to standard error.
 */
export function git(
  repository: string,
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--git-dir', repository, ...args],
      {
        encoding: 'buffer',
        maxBuffer: LARGEST_OUTPUT,
        env: {
          PATH: process.env.PATH,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          ...options.env,
        },
      },
      (error, stdout, stderr) => {
        if (error) {
          const text = stderr.toString().trim();
          reject(new Error(`git ${args[0]}: ${text || error.message}`));
        } else resolve(stdout);
      },
    );
    // git may end before it has read all input; its exit code tells then.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}
