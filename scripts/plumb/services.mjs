import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { endWithParent, nodeTransform, root } from './paths.mjs';
import { tailOf } from './run.mjs';

const STOP_TIMEOUT_MS = 15_000;

/**
 * A process of the portal that runs until it is stopped. Its standard input stays open for as long
 * as we live: a service ends by itself when that closes, so a killed `plumb` leaves nothing behind.
 */
export async function startService(
  name,
  entry,
  args,
  { env, logs, cwd = root },
) {
  const log = join(logs, 'logs', `${name}.log`);
  await mkdir(join(logs, 'logs'), { recursive: true });
  const child = spawn(
    'node',
    ['--require', endWithParent, '--require', nodeTransform, entry, ...args],
    {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches us alone and we stop the services in order.
      detached: true,
    },
  );
  const file = createWriteStream(log);
  child.stdout.pipe(file);
  child.stderr.pipe(file);
  const exited = new Promise(resolve => {
    child.on('close', (code, signal) => resolve(signal ?? code));
    child.on('error', error => resolve(error.message));
  });
  return {
    name,
    pid: child.pid,
    log,
    exited,
    /** Resolves when `ready` answers true; fails when the service ends before. */
    async untilReady(ready, timeoutMs) {
      let ended;
      exited.then(reason => {
        ended = reason;
      });
      const deadline = Date.now() + timeoutMs;
      while (!(await ready())) {
        if (ended !== undefined) {
          throw new Error(
            `${name} ended with ${ended} while it started:\n${await tailOf(
              log,
            )}`,
          );
        }
        if (Date.now() > deadline) {
          throw new Error(
            `${name} is not ready after ${timeoutMs / 1000} s; see ${log}`,
          );
        }
        await new Promise(resolve => setTimeout(resolve, 250));
      }
    },
    async stop() {
      child.stdin.end();
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}
