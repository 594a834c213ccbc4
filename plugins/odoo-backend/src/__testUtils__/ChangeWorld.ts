import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  TestDatabaseId,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Change } from '@plumbline/plugin-odoo-common';
import pullRequestsModule from '@plumbline/plugin-odoo-backend-module-pull-requests';
import {
  HostKind,
  HostServer,
  HostedMethod,
  HostedRepository,
} from '@plumbline/plugin-odoo-backend-module-pull-requests/testUtils';
import { Knex } from 'knex';
import { FakeCollector } from './FakeCollector';
import { GitRemote } from './GitRemote';
import { testDatabases } from './databases';
import { calendarFilesOf, environmentFiles, releaseFiles } from './documents';
import { createPeople } from './people';
import { policyFiles } from './policies';
import { PROPOSAL } from './proposal';
import { Odoo, startOdoo } from './startOdoo';

type Method = 'get' | 'post' | 'put';
interface WorldOptions {
  /** Whose pull requests bring changes to the branch; absent: they are pushed. */
  host?: HostKind;
  mergeMethod?: HostedMethod;
  files?: Record<string, string>;
  odoo?: JsonObject;
  features?: BackendFeature[];
}

/** A portal over a real repository with one tenant, the starter policies, and people to act. */
export class ChangeWorld {
  static async start(
    databases: ReturnType<typeof testDatabases>,
    engine: TestDatabaseId,
    options: WorldOptions = {},
  ): Promise<ChangeWorld> {
    const remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...policyFiles,
      ...environmentFiles('harbour-civil/qa'),
      ...calendarFilesOf('harbour-civil'),
      ...options.files,
    });
    const world = new ChangeWorld(remote, await databases.init(engine));
    await world.#boot(options);
    return world;
  }

  readonly people = createPeople();
  readonly collector = new FakeCollector(['gitops.sync', 'web.ready']);
  /** What was audited: `<event> <outcome>`. */
  readonly audit: string[] = [];
  /** What the events said of what came out, where going through is not all. */
  readonly outcomes: JsonObject[] = [];
  odoo!: Odoo;
  host!: HostServer;

  private constructor(readonly remote: GitRemote, readonly knex: Knex) {}

  async #boot(options: WorldOptions): Promise<void> {
    const { odoo, features = [] } = options;
    const hosted = await this.#hosted(options);
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async ended => {
          this.audit.push(`${eventId} success`);
          if (ended?.meta) this.outcomes.push({ eventId, ...ended.meta });
        },
        fail: async () => {
          this.audit.push(`${eventId} fail`);
        },
      }),
    });
    const auditing: BackendFeature = createServiceFactory({
      service: coreServices.auditor,
      deps: {},
      factory: () => auditor,
    });
    this.odoo = await startOdoo({
      knex: this.knex,
      url: this.remote.url,
      odoo: { ...odoo, ...hosted?.odoo },
      config: hosted?.config,
      features: [
        ...(hosted ? [pullRequestsModule] : []),
        this.people.feature,
        this.collector.module(),
        auditing,
        ...features,
      ],
    });
    await this.odoo.collect();
  }

  /** Configuration of the host as an operator writes it. */
  async #hosted({ host, mergeMethod = 'merge' }: WorldOptions) {
    if (!host) return undefined;
    const repository = new HostedRepository(this.remote.url);
    this.host = await HostServer.start(host, repository);
    const { integrations, host: configured } = this.host.config;
    const gitops = {
      url: this.remote.url,
      host: { ...configured, mergeMethod, pollSeconds: 0.01 },
    };
    return { odoo: { gitops }, config: { integrations } };
  }

  async stop(): Promise<void> {
    await this.odoo.stop();
    await this.host?.stop();
    await this.knex.destroy();
    this.remote.remove();
  }

  /** A request as one of the people: `ann`, `mia`, ... */
  as(person: string, method: Method, path: string, body?: object) {
    return this.call(
      mockCredentials.user.header(`user:default/${person}`),
      method,
      path,
      body,
    );
  }

  async call(
    authorization: string,
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) {
    return this.odoo
      .request()
      [method](`/api/odoo${path}`)
      .set('Authorization', authorization)
      .set(headers)
      .send(body);
  }

  propose(person: string, body: object = {}, key?: string) {
    return this.call(
      mockCredentials.user.header(`user:default/${person}`),
      'post',
      '/changes',
      { ...PROPOSAL, ...body },
      key === undefined ? {} : { 'Idempotency-Key': key },
    );
  }

  async proposed(person: string, body: object = {}): Promise<Change> {
    const response = await this.propose(person, body);
    if (response.status !== 201) {
      throw new Error(`${response.status}: ${JSON.stringify(response.body)}`);
    }
    return response.body;
  }

  approve(person: string, { id, contentHash }: Change, comment = 'fine') {
    const body = { comment, contentHash };
    return this.as(person, 'post', `/changes/${id}/approve`, body);
  }

  async read({ id }: Change, person = 'mia'): Promise<Change> {
    return (await this.as(person, 'get', `/changes/${id}`)).body;
  }

  drive() {
    return this.odoo.run('changes:drive');
  }

  /** Lets the schedule pass until the change is in the state. */
  until(change: Change, state: Change['state']): Promise<Change> {
    return this.eventually(change, now => now.state === state);
  }

  async eventually(
    change: Change,
    holds: (now: Change) => boolean,
  ): Promise<Change> {
    for (let round = 0; round < 60; round++) {
      const now = await this.read(change);
      if (holds(now)) return now;
      await this.drive();
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const { state, timeline, gates, awaiting } = await this.read(change);
    throw new Error(
      `Still ${state}: ${JSON.stringify({ timeline, gates, awaiting })}`,
    );
  }
}
