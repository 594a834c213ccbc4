import { ForwardedError } from '@backstage/errors';
import { spawn } from 'node:child_process';

/** A git command that ended with an exit code other than zero. */
export class GitError extends Error {
  override readonly name = 'GitError';

  constructor(readonly command: string, readonly code: number, stderr: string) {
    super(`git ${command} exited with ${code}: ${lastLines(stderr)}`);
  }
}

export interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  signal?: AbortSignal;
}

/** Longest time one git command may take: a remote that hangs must not hold its caller for ever. */
const COMMAND_TIMEOUT_MS = 120_000;

/**
 * Settings that make a run independent of the machine: no prompt, no client-side hook, no background
 * maintenance that outlives us, paths as they are. Credentials and transports stay the operator's own.
 */
const FIXED_SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap(setting => ['-c', setting]);

/**
 * Runs git in a bare repository and answers its standard output. Arguments go to the process as a
 * list, never through a shell.
 */
export async function runGit(
  directory: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const timeout = AbortSignal.timeout(COMMAND_TIMEOUT_MS);
  const signal = options.signal
    ? AbortSignal.any([options.signal, timeout])
    : timeout;
  const child = spawn('git', [...FIXED_SETTINGS, ...args], {
    cwd: directory,
    signal,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      GIT_DIR: directory,
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      ...options.env,
    },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // git may end before it has read everything; its exit code says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');

  const command = args[0];
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', error =>
      reject(new ForwardedError(`git ${command} could not run`, error)),
    );
    child.on('close', exit => resolve(exit ?? -1));
  });
  if (code !== 0) {
    throw new GitError(command, code, Buffer.concat(stderr).toString('utf8'));
  }
  return Buffer.concat(stdout);
}

/** As `runGit`, as trimmed text. */
export async function gitText(
  directory: string,
  args: readonly string[],
  options?: GitOptions,
): Promise<string> {
  return (await runGit(directory, args, options)).toString('utf8').trim();
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join(' | ').slice(0, 1000);
}
