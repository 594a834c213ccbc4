import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Kept of what a container prints. */
const LOG_BYTES = 256 * 1024;
/** From the request to end until it is forced to. */
const GRACE_MS = 20_000;

interface Started {
  child?: ChildProcess;
  exit?: { code: number; at: number };
}

/** The processes of one pod, by container and restart. */
export class PodProcesses {
  readonly #started = new Map<string, Started>();
  readonly #logs = new Map<string, string>();
  #ending = false;

  exitOf(container: string, restart: number): Started['exit'] | undefined {
    return this.#started.get(`${container} ${restart}`)?.exit;
  }

  has(container: string, restart: number): boolean {
    return this.#started.has(`${container} ${restart}`);
  }

  log(container: string): string | undefined {
    return this.#logs.get(container);
  }

  /** @param prepare - makes what the process needs; a failure counts as its end */
  start(
    container: string,
    restart: number,
    prepare: () => Promise<{ args: string[]; env: NodeJS.ProcessEnv }>,
  ): void {
    const started: Started = {};
    this.#started.set(`${container} ${restart}`, started);
    const exit = (code: number) => {
      started.exit = { code, at: Date.now() };
    };
    prepare().then(
      ({ args, env }) => {
        if (this.#ending) return exit(143);
        // A group of its own, which is ended as a whole.
        const child = spawn(process.execPath, args, {
          env,
          stdio: ['pipe', 'pipe', 'pipe'],
          detached: true,
        });
        started.child = child;
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding('utf8').on('data', text => {
            this.print(container, text);
          });
        }
        child.on('error', error => this.print(container, `${error}\n`));
        child.on('close', (code, signal) => exit(code ?? (signal ? 137 : 1)));
        return undefined;
      },
      error => {
        this.print(container, `${error}\n`);
        exit(128);
      },
    );
  }

  print(container: string, text: string): void {
    const whole = `${this.#logs.get(container) ?? ''}${text}`;
    this.#logs.set(container, whole.slice(-LOG_BYTES));
  }

  /** Asks all processes to end, and forces those that do not. */
  async end(graceMs = GRACE_MS): Promise<void> {
    this.#ending = true;
    await Promise.all(
      [...this.#started.values()].map(async ({ child, exit }) => {
        if (child?.pid === undefined) return;
        if (!exit) {
          const closed = once(child, 'close');
          child.kill('SIGTERM');
          const timer = setTimeout(() => killGroup(child.pid), graceMs);
          await closed;
          clearTimeout(timer);
        }
        // What it has started goes with it.
        killGroup(child.pid);
      }),
    );
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
