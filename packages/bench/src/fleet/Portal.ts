import { Source } from '@plumbline/plugin-odoo-common';
import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from 'sandbox';
import { PortalStart, PortalUsage } from './portalProcess';
import { FleetSize, clusterName, platformFor, writeRepository } from './world';

/** The first reading of thousands of environments takes minutes on a small machine. */
const START_MS = 1_200_000;

/** A portal over a fleet, in a process of its own. */
export class Portal {
  static async start(
    size: FleetSize,
    options: { dead: number; databaseUrl: string },
  ): Promise<Portal> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-fleet-'));
    const repository = join(folder, 'gitops');
    await writeRepository(repository, size);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const clusters = Array.from({ length: size.clusters }, (_, index) =>
      clusterName(index),
    );
    const start: PortalStart = {
      clusters,
      dead: clusters.slice(0, options.dead),
      config: {
        app: { baseUrl: url, title: 'Bench', packages: 'all' },
        organization: { name: 'Bench' },
        permission: { enabled: false },
        backend: {
          baseUrl: url,
          csp: { 'upgrade-insecure-requests': false },
          listen: { host: '127.0.0.1', port },
          database: {
            client: 'pg',
            prefix: `bench_${port}_`,
            connection: options.databaseUrl,
          },
        },
        odoo: {
          sandbox: {
            enabled: true,
            personas: {
              bench: { title: 'Bench', description: 'Looks', groups: [] },
            },
          },
          gitops: { url: repository },
          platform: JSON.parse(JSON.stringify(platformFor(size))),
          recovery: { restoreTests: { schedule: false } },
        },
      },
    };
    const child = fork(require.resolve('./portalProcess.ts'), {
      execArgv: process.execArgv,
      // A clone that a killed process leaves goes with the rest.
      env: { ...process.env, TMPDIR: folder, NODE_ENV: 'development' },
    });
    child.send(start);
    return new Portal(child, url, folder);
  }

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly folder: string,
  ) {}

  /** The body of a 200 as text; fails with what else there is. */
  async get(path: string): Promise<string> {
    const response = await fetch(`${this.url}/api/odoo${path}`, {
      headers: { authorization: 'Bearer mock-user-token' },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}`);
    return text;
  }

  /** Waits until as many clusters have been collected from. */
  async settled(clusters: number): Promise<void> {
    const deadline = Date.now() + START_MS;
    let seen = 0;
    while (Date.now() < deadline) {
      if (this.child.exitCode !== null) throw new Error('The portal has ended');
      // It does not answer yet: asked again until the deadline, which fails the run.
      const sources = await this.sources().catch(() => []);
      seen = sources.filter(
        ({ collector, lastRun }) =>
          collector === 'kubernetes' && lastRun?.outcome === 'ok',
      ).length;
      if (seen >= clusters) return;
      await setTimeout(500);
    }
    throw new Error(`${seen} of ${clusters} clusters were collected from`);
  }

  /** Every collector and scope, with its last run. */
  async sources(): Promise<Source[]> {
    return JSON.parse(await this.get('/sources')).items;
  }

  async usage(): Promise<PortalUsage> {
    this.child.send('usage');
    for (;;) {
      // The loader of TypeScript sends messages of its own.
      const [message] = await once(this.child, 'message');
      if (message.usage) return message.usage;
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
