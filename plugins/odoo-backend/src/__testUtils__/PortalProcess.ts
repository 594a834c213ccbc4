import { mockCredentials } from '@backstage/backend-test-utils';
import { RecoveryFact } from '@plumbline/plugin-odoo-common';
import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testingPlatform } from './restoreTests';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const START_TIMEOUT_MS = 60_000;

/** The portal as an operator runs it, to be killed and started again on the same database. */
export class PortalProcess {
  readonly root = mkdtempSync(join(tmpdir(), 'plumbline-portal-'));
  readonly pidFile = join(this.root, 'portal.pid');
  readonly #factsFile = join(this.root, 'facts.json');
  #child: ChildProcess | undefined;
  #url = '';
  #output = '';

  constructor(private readonly remote: string) {}

  /** What its collector tells of recovery from now on, by `<tenant>/<stage>`. */
  tell(facts: Record<string, RecoveryFact[]>): void {
    writeFileSync(this.#factsFile, JSON.stringify(facts));
  }

  async start(): Promise<void> {
    if (!existsSync(this.#factsFile)) this.tell({});
    const port = await freePort();
    this.#url = `http://127.0.0.1:${port}`;
    const config = {
      app: { baseUrl: this.#url },
      backend: {
        baseUrl: this.#url,
        listen: { host: '127.0.0.1', port },
        database: {
          client: 'better-sqlite3',
          connection: { directory: join(this.root, 'database') },
        },
      },
      odoo: {
        gitops: { url: this.remote },
        platform: testingPlatform,
        recovery: { restoreTests: { schedule: false } },
        collection: { registrySeconds: 5, scopesSeconds: 5 },
      },
    };
    const { pidFile } = this;
    const factsFile = this.#factsFile;
    const child = spawn(
      process.execPath,
      ['--require', TRANSFORM, join(__dirname, 'portalMain.ts')],
      {
        env: {
          ...process.env,
          PORTAL: JSON.stringify({ pidFile, factsFile, config }),
          NODE_ENV: 'development',
          // A killed portal leaves its temporary clone: it goes with the rest.
          TMPDIR: this.root,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const keep = (chunk: Buffer) => {
      this.#output = `${this.#output}${chunk}`.slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.#child = child;
    await this.#ready();
  }

  /** Resolves when the process has ended, with the signal that ended it. */
  async ended(): Promise<NodeJS.Signals | null> {
    const child = this.#child!;
    if (child.exitCode !== null || child.signalCode !== null) {
      return child.signalCode;
    }
    return new Promise(resolve =>
      child.once('exit', (_, signal) => resolve(signal)),
    );
  }

  async request(person: string, method: string, path: string, body?: object) {
    const response = await fetch(`${this.#url}/api/odoo${path}`, {
      method,
      headers: {
        authorization: mockCredentials.user.header(`user:default/${person}`),
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  async stop(): Promise<void> {
    this.#child?.kill('SIGKILL');
    if (this.#child) await this.ended();
    rmSync(this.root, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (this.#child?.exitCode !== null) break;
      const answer = await this.request('ann', 'GET', '/changes').catch(
        () => undefined,
      );
      if (answer?.status === 200) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`The portal did not start:\n${this.#output}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}
