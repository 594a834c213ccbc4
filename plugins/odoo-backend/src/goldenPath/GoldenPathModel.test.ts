import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { migrate } from '../readModel';
import { GoldenPathModel } from './GoldenPathModel';

const NOW = new Date('2026-11-23T10:00:00Z');
const minutesAgo = (minutes: number) =>
  new Date(NOW.getTime() - minutes * 60_000).toISOString();

interface Told {
  version: string;
  owner?: string;
  status?: string;
  age?: number;
}

/** By name, in which order they are listed. */
const FLEET: Record<string, Told> = {
  'a/qa': { version: '1.1', status: 'ok' },
  'b/qa': { version: '1.0', status: 'ok', owner: 'group:default/b' },
  'c/qa': { version: '1.0', status: 'degraded' },
  'd/qa': { version: '1.1', status: 'critical' },
  'e/qa': { version: '1.1', status: 'ok', age: 6 },
  'f/qa': { version: '1.1' },
  'g/qa': { version: '1.0', status: 'unknown' },
};

async function store(knex: Knex) {
  for (const [ref, { version, owner, status, age = 1 }] of Object.entries(
    FLEET,
  )) {
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
      owner: owner ?? 'group:default/others',
      golden_path: version,
      release_version: '18.0-2026.11.1',
      release_rank: '',
      release_digest: '',
      release_since: minutesAgo(60),
      search: ref,
      probes: '[]',
      document: '{}',
      digest: '',
    });
    if (!status) continue;
    await knex('observations').insert({
      environment: ref,
      probe: 'goldenpath.drift',
      status,
      observed_at: minutesAgo(age),
      since: minutesAgo(90),
      document: JSON.stringify({ status, summary: `${ref} is ${status}` }),
    });
  }
}

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('GoldenPathModel, %s', id => {
  let model: GoldenPathModel;
  beforeAll(async () => {
    const knex = await migrate(
      mockServices.database.mock({ getClient: () => databases.init(id) }),
    );
    await store(knex);
    model = new GoldenPathModel({ knex, current: '1.1' });
  });
  const page = (
    query: { state?: 'behind' | 'unknown'; version?: string; limit?: number },
    options: { owner?: string; after?: string } = {},
  ) =>
    model.stands(
      { limit: 50, ...query },
      {
        readable: options.owner
          ? { field: 'owner', values: [options.owner] }
          : 'all',
        after: options.after,
        now: NOW,
      },
    );

  it('tells as rendered, behind, drifted and unknown apart; old evidence is unknown', async () => {
    const { items, states, versions, total } = await page({});
    expect(
      items.map(({ environment, state }) => `${environment} ${state}`),
    ).toEqual([
      'a/qa as-rendered',
      'b/qa behind',
      'c/qa drifted',
      'd/qa drifted',
      'e/qa unknown',
      'f/qa unknown',
      'g/qa unknown',
    ]);
    expect(items[4]).toMatchObject({
      status: 'unknown',
      summary: 'Last known: e/qa is ok',
    });
    expect(items[5].summary).toBe('Not compared yet');
    expect(total).toBe(7);
    expect(states).toEqual({
      'as-rendered': 1,
      behind: 1,
      drifted: 2,
      unknown: 3,
    });
    expect(versions).toEqual([
      { version: '1.0', environments: 3 },
      { version: '1.1', environments: 4 },
    ]);
  });

  it('filters, pages, and shows and counts only what may be read', async () => {
    const behind = await page({ state: 'behind' });
    expect(behind.total).toBe(1);
    expect(behind.items).toHaveLength(1);

    const first = await page({ version: '1.1', limit: 3 });
    expect(first).toMatchObject({ total: 4, next: 'e/qa' });
    const second = await page({ version: '1.1' }, { after: first.next });
    expect(second.items.map(({ environment }) => environment)).toEqual([
      'f/qa',
    ]);
    expect(second.next).toBeUndefined();

    const own = await page({}, { owner: 'group:default/b' });
    expect(own).toMatchObject({
      total: 1,
      versions: [{ version: '1.0', environments: 1 }],
    });
  });
});
