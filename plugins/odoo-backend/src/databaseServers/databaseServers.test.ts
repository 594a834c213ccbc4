import { databaseServerListSchema } from '@plumbline/plugin-odoo-common';
import { stringify } from 'yaml';
import { FakeCollector } from '../__testUtils__/FakeCollector';
import { GitRemote } from '../__testUtils__/GitRemote';
import { testDatabases } from '../__testUtils__/databases';
import { environmentDocument, releaseFiles } from '../__testUtils__/documents';
import { createPeople } from '../__testUtils__/people';
import { platformInput } from '../__testUtils__/platform';
import { Odoo, startOdoo } from '../__testUtils__/startOdoo';
import { later, useClock } from '../__testUtils__/useClock';

const server = {
  name: 'north-shared',
  region: 'northeurope',
  cluster: 'aks-north-1',
  tier: 2 as const,
  instances: 2,
  cpu: 8,
  memoryGiB: 32,
  storageGiB: 500,
  maxConnections: 200,
};

const placed = (ref: string, tier: 2 | 3) => {
  const document = environmentDocument(ref, { tier, tenancy: 'shared' });
  return {
    [`environments/${ref}/environment.yaml`]: stringify({
      ...document,
      placement: { cluster: 'aks-north-1', databaseServer: server.name },
    }),
  };
};

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('database servers, %s', engine => {
  let remote: GitRemote;
  let odoo: Odoo;
  let collector: FakeCollector;

  beforeEach(async () => {
    useClock('2026-11-23T10:00:00Z');
    remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...placed('harbour-civil/qa', 2),
      ...placed('harbour-rail/qa', 3),
    });
    collector = new FakeCollector(['database.phase', 'database.replicas']);
    collector.answer('aks-north-1', 'ok');
    odoo = await startOdoo({
      knex: await databases.init(engine),
      url: remote.url,
      odoo: {
        platform: {
          ...platformInput,
          database: {
            ...platformInput.database,
            servers: [server, { ...server, name: 'north-empty' }],
          },
        },
      },
      features: [collector.module(), createPeople().feature],
    });
    await odoo.collect('fake:aks-north-1');
  });
  afterEach(async () => {
    await odoo.stop();
    remote.remove();
    jest.useRealTimers();
  });
  const list = async (user = 'user:default/mia') => {
    const { status, body } = await odoo.get('/database-servers', user);
    expect(status).toBe(200);
    return databaseServerListSchema.parse(body).items;
  };
  const detail = (user: string) =>
    odoo.get(`/database-servers/${server.name}`, user);

  it('sums peaks and data, carries the strictest tier, and calls an empty one unknown', async () => {
    const [shared, empty] = await list();
    expect(shared).toMatchObject({
      status: 'ok',
      environments: 2,
      tier: 2,
      strictestTier: 2,
      connections: { limit: 140, maximum: 200 },
      storage: { databaseGiB: 40 },
    });
    const { body } = await detail('user:default/mia');
    expect(shared.connections.peak).toBe(
      body.tenants[0].connections + body.tenants[1].connections,
    );
    expect(empty).toMatchObject({ status: 'unknown', environments: 0 });
  });

  it('is as bad as its worst environment says, and unknown once the evidence is old', async () => {
    collector.answer(
      'aks-north-1',
      'ok',
      {},
      {
        'database.phase': { status: 'critical', summary: 'Failing over' },
      },
    );
    await odoo.collect('fake:aks-north-1');
    expect((await list())[0]).toMatchObject({
      status: 'critical',
      summary: 'harbour-civil/qa: Failing over',
    });
    later(10);
    expect((await list())[0].status).toBe('unknown');
  });

  it('names only environments that somebody may read, and counts the others', async () => {
    collector.answer('aks-north-1', 'critical');
    await odoo.collect('fake:aks-north-1');
    const { body } = await detail('user:default/rail');
    expect(body).toMatchObject({
      environments: 2,
      summary: expect.stringMatching(/^harbour-rail\/qa: /),
      tenants: [{ environment: 'harbour-rail/qa', status: 'critical' }],
    });
    expect(JSON.stringify(body)).not.toContain('civil');
    expect((await detail('user:default/nobody')).status).toBe(403);
    const missing = await odoo.get('/database-servers/x', 'user:default/mia');
    expect(missing.status).toBe(404);
  });
});
