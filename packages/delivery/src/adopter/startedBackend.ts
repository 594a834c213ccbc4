import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';

const KEPT = 10_000;

const isReady = (url: string) =>
  fetch(`${url}/.backstage/health/v1/readiness`).then(
    ({ ok }) => ok,
    () => false,
  );

/** A backend of an adopter that runs, in a process of its own. */
export class StartedBackend {
  /** What it said last. */
  output = '';

  private constructor(readonly child: ChildProcess) {
    const keep = (chunk: Buffer) => {
      this.output = `${this.output}${chunk}`.slice(-KEPT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /**
   * Starts Node.js with the arguments and waits until the backend is ready, for as long as it runs.
   *
   * @throws with the end of its output when the process ends before
   */
  static async start(options: {
    args: string[];
    cwd: string;
    env?: Record<string, string>;
    url: string;
  }): Promise<StartedBackend> {
    const backend = new StartedBackend(
      spawn(process.execPath, options.args, {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    while (!(await isReady(options.url))) {
      if (backend.child.exitCode !== null) throw new Error(backend.output);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    return backend;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'exit');
    }
  }
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
