import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  EnvironmentDetail,
  EnvironmentList,
  Source,
  environmentDetailSchema,
  environmentListSchema,
  sourceListSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { FakeCollector } from './FakeCollector';
import { GitRemote } from './GitRemote';
import { testDatabases } from './databases';
import { environmentFiles, releaseFiles } from './documents';
import { Odoo, startOdoo } from './startOdoo';
import { useClock } from './useClock';

export const NORTH = 'harbour-civil/production';
export const NORTH_QA = 'harbour-civil/qa';
export const WEST = 'harbour-rail/production';

/** Sources of the collector, one a cluster. */
export const north = 'fake:aks-north-1';
export const west = 'fake:aks-west-1';

export const fleet = {
  ...releaseFiles,
  ...environmentFiles(NORTH, { tier: 1 }),
  ...environmentFiles(NORTH_QA),
  ...environmentFiles(WEST, { tier: 2, region: 'westeurope' }),
};

export const names = ({ items }: EnvironmentList) =>
  items.map(({ tenant, stage }) => `${tenant}/${stage}`);

/** The observe half with three environments on two clusters, anew for every test of a `describe`. */
export class ObserveHalf {
  remote!: GitRemote;
  collector!: FakeCollector;
  odoo!: Odoo;
  knex!: Knex;
  readonly events = mockServices.events.mock();

  static use(
    databases: ReturnType<typeof testDatabases>,
    engine: Parameters<typeof databases.init>[0],
  ): ObserveHalf {
    const half = new ObserveHalf();
    beforeEach(() => half.start(databases, engine));
    afterEach(() => half.stop());
    return half;
  }

  async list(query = ''): Promise<EnvironmentList> {
    const { body } = await this.odoo.get(`/environments${query}`);
    return environmentListSchema.parse(body);
  }

  async detail(ref: string): Promise<EnvironmentDetail> {
    const { body } = await this.odoo.get(`/environments/${ref}`);
    return environmentDetailSchema.parse(body);
  }

  async source(name: string): Promise<Source> {
    const { body } = await this.odoo.get('/sources');
    const found = sourceListSchema
      .parse(body)
      .items.find(item => `${item.collector}:${item.scope}` === name);
    if (!found) throw new Error(`no source ${name}`);
    return found;
  }

  private async start(
    databases: ReturnType<typeof testDatabases>,
    engine: Parameters<typeof databases.init>[0],
  ): Promise<void> {
    useClock('2026-11-23T10:00:00Z');
    this.events.publish.mockReset();
    this.remote = new GitRemote();
    this.remote.push(fleet);
    this.collector = new FakeCollector(['web.ready', 'database.phase']);
    this.collector.answer('aks-north-1', 'ok');
    this.collector.answer('aks-west-1', 'ok');
    this.knex = await databases.init(engine);
    this.odoo = await startOdoo({
      knex: this.knex,
      url: this.remote.url,
      features: [
        this.collector.module(),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => this.events,
        }),
      ],
    });
  }

  private async stop(): Promise<void> {
    await this.odoo.stop();
    this.remote.remove();
    jest.useRealTimers();
  }
}
