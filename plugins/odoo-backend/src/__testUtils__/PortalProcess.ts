import { mockCredentials } from '@backstage/backend-test-utils';
import type { HostServer } from '@plumbline/plugin-odoo-backend-module-pull-requests/testUtils';
import { ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalDatabase, outwaitLeases, sqliteIn } from './portalDatabases';
import { testingPlatform } from './restoreTests';
import { StartedCollection, Told, notedCollections } from './told';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const START_TIMEOUT_MS = 120_000;

/** The portal as an operator runs it, to be killed and started again on the same database. */
export class PortalProcess {
  readonly root: string;
  readonly database: PortalDatabase;
  readonly platform: object;
  readonly #told: string;
  readonly #collections: string;
  #child: ChildProcess | undefined;
  #url = '';
  #output = '';
  /** Whose pull requests bring changes to the branch; absent: they are pushed. */
  host?: HostServer;

  constructor(
    private readonly remote: string,
    options: {
      root?: string;
      database?: PortalDatabase;
      platform?: object;
    } = {},
  ) {
    this.root =
      options.root ?? mkdtempSync(join(tmpdir(), 'plumbline-portal-'));
    this.database = options.database ?? sqliteIn(join(this.root, 'database'));
    this.platform = options.platform ?? testingPlatform;
    this.#told = join(this.root, 'told.json');
    this.#collections = join(this.root, 'collections');
  }

  /** Another process of the same portal, on the same database and told the same. */
  replica(): PortalProcess {
    return new PortalProcess(this.remote, this);
  }

  /** What the collector of every replica tells from now on. */
  tell(told: Told): void {
    const whole = `${this.#told}.new`;
    writeFileSync(whole, JSON.stringify(told));
    // A replica reads at any time, and must never see a half.
    renameSync(whole, this.#told);
  }

  /** Every run of a collector that began, of all replicas. */
  collections(): StartedCollection[] {
    return notedCollections(this.#collections);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get running(): boolean {
    const child = this.#child;
    return child?.exitCode === null && child.signalCode === null;
  }

  async start(): Promise<void> {
    if (!existsSync(this.#told)) this.tell({});
    const port = await freePort();
    this.#url = `http://127.0.0.1:${port}`;
    const config = {
      integrations: this.host?.config.integrations,
      app: { baseUrl: this.#url },
      backend: {
        baseUrl: this.#url,
        listen: { host: '127.0.0.1', port },
        database: this.database.config,
      },
      odoo: {
        gitops: { url: this.remote, ...this.#gitopsHost() },
        platform: this.platform,
        releases: {
          trustedRepositories: [{ repository: 'github.com/harbour' }],
        },
        recovery: { restoreTests: { schedule: false } },
        collection: { registrySeconds: 5, scopesSeconds: 5 },
      },
    };
    const told = this.#told;
    const collections = this.#collections;
    const child = spawn(
      process.execPath,
      ['--require', TRANSFORM, join(__dirname, 'portalMain.ts')],
      {
        env: {
          ...process.env,
          PORTAL: JSON.stringify({ told, collections, config }),
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

  #gitopsHost() {
    return (
      this.host && { host: { ...this.host.config.host, pollSeconds: 0.5 } }
    );
  }

  /** As an operator or the kernel would, without a chance to tidy up. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    if (this.#child) await this.ended();
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

  /** Instead of minutes until what a dead process held is free. */
  outwaitLeases(): Promise<void> {
    return outwaitLeases(this.database);
  }

  async request(
    person: string,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`${this.#url}/api/odoo${path}`, {
      method,
      headers: {
        authorization: mockCredentials.user.header(`user:default/${person}`),
        'content-type': 'application/json',
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.database.knex.destroy();
    rmSync(this.root, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (this.#child?.exitCode !== null) break;
      const answer = await this.request('ann', 'GET', '/changes').catch(
        () => undefined,
      );
      if (answer?.status === 200 && (await this.#hasReadRuns())) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`The portal did not start:\n${this.#output}`);
  }

  /** Before that, no gate lets a release pass. */
  async #hasReadRuns(): Promise<boolean> {
    const { body } = await this.request('ann', 'GET', '/releases');
    const items: { version: string }[] = body.items ?? [];
    const details = await Promise.all(
      items.map(({ version }) =>
        this.request('ann', 'GET', `/releases/${version}`),
      ),
    );
    return details.every(({ body: detail }) => detail.pipelineRun);
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
