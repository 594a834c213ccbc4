import { ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The flow is run from the root of the repository, as `./plumb test` does. */
const root = process.cwd();
const START_TIMEOUT_MS = 15 * 60_000;

export interface Portal {
  url: string;
  /** Where kubeconfig, Git repository and database of this portal are. */
  data: string;
  /** A token of a persona, as scripts get it. */
  token(persona: string): Promise<string>;
  /** `./plumb scenario`, as an operator switches it. */
  scenario(name: string, state: 'on' | 'off'): Promise<void>;
  /** Stops it, unless others share it: then whoever started it does. */
  stop(): Promise<void>;
}

/** Names the environment variable with the URL and the data folder of a portal that several files share. */
export const SHARED_PORTAL = 'PLUMB_E2E_PORTAL';

/** `./plumb start` as its user runs it, with a world of its own on a free port; or the portal that is shared. */
export async function startPortal(): Promise<Portal> {
  const shared = process.env[SHARED_PORTAL];
  if (shared) {
    const { url, data } = JSON.parse(shared) as { url: string; data: string };
    return { ...accessTo(url, data), stop: async () => undefined };
  }
  const data = await mkdtemp(join(tmpdir(), 'plumbline-e2e-'));
  const port = await freePort();
  const child = spawn(
    join(root, 'plumb'),
    ['start', '--port', String(port), '--data', data],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  // From the start on: of a portal that has ended nobody would hear any more.
  const exited = new Promise<number | null>(done => child.once('exit', done));
  try {
    await untilReady(child);
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
  return {
    ...accessTo(`http://localhost:${port}`, data),
    async stop() {
      const isGone = child.exitCode !== null || child.signalCode !== null;
      child.kill('SIGINT');
      await exited;
      // The stores may still be writing their last.
      await rm(data, {
        recursive: true,
        force: true,
        maxRetries: 20,
        retryDelay: 250,
      });
      if (isGone) throw new Error('the portal ended before it was stopped');
    },
  };
}

function accessTo(url: string, data: string): Omit<Portal, 'stop'> {
  return {
    url,
    data,
    async token(persona) {
      const response = await fetch(`${url}/api/auth/sandbox/refresh`, {
        headers: { 'X-Plumbline-Persona': persona },
      });
      const session = (await response.json()) as {
        backstageIdentity: { token: string };
      };
      return session.backstageIdentity.token;
    },
    async scenario(name, state) {
      await promisify(execFile)(
        join(root, 'plumb'),
        ['scenario', name, state, '--data', data],
        { cwd: root },
      );
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGINT');
      reject(new Error('./plumb start was not ready in time'));
    }, START_TIMEOUT_MS);
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      process.stdout.write(chunk);
      if (printed.includes('ready: http')) {
        clearTimeout(timer);
        done();
      }
    });
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`./plumb start ended with ${code}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
