import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { migrate } from '../readModel';
import { DriftModel } from './DriftModel';

const NOW = new Date('2026-11-23T10:00:00Z');
const minutes = (count: number) =>
  new Date(NOW.getTime() + count * 60_000).toISOString();

interface Told {
  environment: string;
  probe: string;
  status: string;
  /** Minutes. */
  since?: number;
  expires?: number;
  differences?: string[];
  who?: string;
}

const PROBES = [
  'gitops.sync',
  'image.digest',
  'goldenpath.drift',
  'commit.unledgered',
];
const well = (environment: string): Told[] =>
  PROBES.map(probe => ({ environment, probe, status: 'ok' }));

const TOLD: Told[] = [
  ...well('a/qa'),
  ...well('b/qa').slice(1),
  {
    environment: 'b/qa',
    probe: 'gitops.sync',
    status: 'degraded',
    since: 90,
    differences: ['Deployment odoo-web'],
  },
  ...well('c/qa').slice(0, 3),
  {
    environment: 'c/qa',
    probe: 'commit.unledgered',
    status: 'critical',
    since: 30,
    who: 'Mallory <mallory@x.example>',
    differences: ['environments/c/qa/manifests/extra.yaml'],
  },
  { environment: 'd/qa', probe: 'image.digest', status: 'critical', since: 40 },
  {
    environment: 'd/qa',
    probe: 'goldenpath.drift',
    status: 'degraded',
    since: 200,
    expires: -1,
  },
];

async function store(knex: Knex) {
  const refs = [...new Set(TOLD.map(({ environment }) => environment)), 'e/qa'];
  for (const ref of refs) {
    await knex('environments').insert({
      ref,
      tenant: ref[0],
      stage: 'qa',
      stage_rank: 1,
      tier: 3,
      tenancy: 'dedicated',
      region: 'northeurope',
      cluster: 'aks-north-1',
      database_server: 'own',
      owner: ref === 'c/qa' ? 'group:default/c' : 'group:default/others',
      golden_path: '1.1',
      release_version: '18.0-2026.11.1',
      release_rank: '',
      release_digest: '',
      release_since: minutes(-60),
      search: ref,
      probes: '[]',
      document: '{}',
      digest: '',
    });
  }
  for (const told of TOLD) {
    const { environment, probe, status, since = 60, expires = 5 } = told;
    await knex('observations').insert({
      environment,
      probe,
      status,
      observed_at: minutes(-1),
      expires_at: minutes(expires),
      since: minutes(-since),
      document: JSON.stringify({
        probe,
        status,
        summary: `${probe} is ${status}`,
        observedAt: minutes(-1),
        expiresAt: minutes(expires),
        differences: told.differences,
        who: told.who,
      }),
    });
  }
}

const databases = testDatabases();

describe.each(databases.eachSupportedId())('drift on %s', engine => {
  jest.setTimeout(60_000);
  let model: DriftModel;

  beforeAll(async () => {
    const knex = await databases.init(engine);
    await migrate(mockServices.database.mock({ getClient: async () => knex }));
    await store(knex);
    model = new DriftModel(knex);
  });

  const list = (
    query = {},
    after?: Parameters<DriftModel['list']>[1]['after'],
  ) =>
    model.list({ limit: 50, ...query }, { readable: 'all', after, now: NOW });

  it('puts the worst and oldest first, with fields and who', async () => {
    const page = await list();
    expect(
      page.items.map(({ environment, kind }) => `${environment} ${kind}`),
    ).toEqual([
      'd/qa image',
      'c/qa unledgered',
      'd/qa golden-path',
      'b/qa cluster',
    ]);
    expect(page.items[1]).toMatchObject({
      who: 'Mallory <mallory@x.example>',
      fields: ['environments/c/qa/manifests/extra.yaml'],
      action: { kind: 'adopt', title: 'Adopt it by a change' },
    });
    expect(page.items[2].stale).toBe(true);
    expect(page.counts).toEqual({
      'golden-path': 1,
      cluster: 1,
      image: 1,
      unledgered: 1,
    });
  });

  it('counts as unknown what a probe does not tell of, and never as free of drift', async () => {
    // d/qa: two probes are silent and one is stale; e/qa: nobody has looked.
    expect((await list()).unknown).toBe(2);
    expect((await list({ environment: 'e/qa' })).unknown).toBe(1);
    expect((await list({ q: 'a/qa' })).unknown).toBe(0);
  });

  it('pages through all of it once', async () => {
    const seen: string[] = [];
    let after: Parameters<DriftModel['list']>[1]['after'];
    do {
      const page = await list({ limit: 1 }, after);
      seen.push(
        ...page.items.map(({ environment, kind }) => environment + kind),
      );
      expect(page.total).toBe(4);
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it('filters by kind, severity and words', async () => {
    expect((await list({ kind: 'cluster' })).total).toBe(1);
    expect((await list({ severity: 'critical' })).total).toBe(2);
    expect((await list({ q: 'C/QA' })).total).toBe(1);
    expect((await list({ q: '%' })).total).toBe(0);
  });
});
