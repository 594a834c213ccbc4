import {
  RecoveryDetail,
  RecoveryList,
  RecoverySummary,
  environmentListSchema,
  recoveryBandOf,
  recoveryDetailSchema,
  recoveryListSchema,
  recoveryOrderSchema,
  restorePlanSchema,
} from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { Knex } from 'knex';
import { FakeCollector } from '../__testUtils__/FakeCollector';
import { GitRemote } from '../__testUtils__/GitRemote';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles, releaseFiles } from '../__testUtils__/documents';
import { createPeople } from '../__testUtils__/people';
import { Odoo, startOdoo } from '../__testUtils__/startOdoo';
import { later, useClock } from '../__testUtils__/useClock';

const NORTH = 'harbour-civil/production';
const QA = 'harbour-civil/qa';
const DEV = 'harbour-civil/dev';
const WEST = 'harbour-rail/production';
const fleet = {
  ...releaseFiles,
  ...environmentFiles(NORTH, { tier: 1 }),
  ...environmentFiles(QA, { tier: 3 }),
  ...environmentFiles(DEV, { tier: 4 }),
  ...environmentFiles(WEST, { tier: 2, region: 'westeurope' }),
};
const north = 'fake:aks-north-1';
const west = 'fake:aks-west-1';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('recovery on %s', engine => {
  let remote: GitRemote;
  let collector: FakeCollector;
  let odoo: Odoo;
  let knex: Knex;

  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    remote = new GitRemote();
    remote.push(fleet);
    collector = new FakeCollector(['web.ready', 'cluster.reachable']);
    collector.answer('aks-north-1', 'ok');
    collector.answer('aks-west-1', 'ok');
    for (const ref of [NORTH, QA, WEST]) collector.recovery.set(ref, factsOf());
    knex = await databases.init(engine);
    odoo = await startOdoo({
      knex,
      url: remote.url,
      features: [collector.module(), createPeople().feature],
      odoo: {
        recovery: {
          runbooks: [
            { title: 'Any', url: 'https://runbooks.example/any' },
            {
              title: 'Harbour Civil',
              url: 'https://runbooks.example/harbour-civil',
              tenant: 'harbour-civil',
            },
          ],
        },
      },
    });
  });
  afterEach(async () => {
    await odoo.stop();
    remote.remove();
    jest.useRealTimers();
  });

  const get = (path: string, user = 'user:default/auditor') =>
    odoo.get(path, user);
  const list = async (query = '', user?: string): Promise<RecoveryList> => {
    const { status, body } = await get(`/recovery${query}`, user);
    expect([status, body.error]).toEqual([200, undefined]);
    return recoveryListSchema.parse(body);
  };
  const detail = async (ref: string): Promise<RecoveryDetail> =>
    recoveryDetailSchema.parse((await get(`/recovery/${ref}`)).body);
  const names = (items: readonly RecoverySummary[]) =>
    items.map(({ tenant, stage }) => `${tenant}/${stage}`);

  it('knows nothing until somebody has looked, then what the facts say', async () => {
    await odoo.collect();
    const before = await list();
    expect(before.counts).toMatchObject({ unknown: 3, 'not-applicable': 1 });
    expect(before.average).toBe(0);

    await odoo.collect(north, west);
    const { items, average, counts } = await list('?sort=environment');
    expect(names(items)).toEqual([DEV, NORTH, QA, WEST]);
    expect(items[1]).toMatchObject({
      applies: true,
      evidence: 'fresh',
      restorableTo: '2026-11-23T11:58:00.000Z',
      lastTest: null,
      rpo: { component: { state: 'met', seconds: 120 } },
    });
    const scores = items.flatMap(({ score }) => score ?? []);
    expect(scores).toHaveLength(3);
    expect(average).toBeCloseTo(scores.reduce((a, b) => a + b) / 3);
    expect(Math.min(...scores)).toBeGreaterThan(0);
    // Never tested: whatever else is in order.
    expect(counts).toMatchObject({ poor: 3, good: 0 });
  });

  it('shows each fact with its age, its source and the runbook written for the tenant', async () => {
    await odoo.collect(north, west);
    expect(await detail(NORTH)).toMatchObject({
      database: {
        value: { name: 'odoo-db' },
        observedAt: RECOVERY_NOW,
        expiresAt: '2026-11-23T12:15:00.000Z',
        source: { collector: 'fake', scope: 'aks-north-1' },
      },
      controller: null,
      runbook: { title: 'Harbour Civil' },
      assessment: { applies: true },
    });
    expect((await detail(WEST)).runbook).toMatchObject({ title: 'Any' });
    expect((await get('/recovery/nobody/production')).status).toBe(404);
  });

  it('takes facts of environments that the scope covers only, and says so', async () => {
    collector.tellsOfAll = true;
    await odoo.collect(north);
    expect((await detail(WEST)).database).toBeNull();
    const { last_run } = await knex('sources')
      .where({ scope: 'aks-north-1' })
      .first();
    expect(JSON.parse(last_run).outcome).toBe('partial');
    expect(last_run).toContain(`does not cover ${WEST}`);
  });

  it('lets no clock that runs ahead keep facts fresh, and no slow run undo a later one', async () => {
    collector.observedAt = new Date('2026-11-23T18:00:00Z');
    await odoo.collect(north);
    const ahead = await detail(NORTH);
    expect(ahead.database?.expiresAt).toBe('2026-11-23T12:15:00.000Z');

    collector.observedAt = new Date('2026-11-23T11:00:00Z');
    collector.recovery.set(NORTH, factsOf({ database: { name: 'old' } }));
    await odoo.collect(north);
    expect((await detail(NORTH)).database?.value.name).toBe('odoo-db');
  });

  it('turns grey by itself when nothing runs any more, and says the same when judged again', async () => {
    await odoo.collect(north, west);
    later(16);
    const dead = await list('?sort=environment');
    expect(dead.counts).toMatchObject({ unknown: 3, poor: 0 });
    expect(dead.average).toBe(0);
    expect(dead.items[1]).toMatchObject({
      score: 0,
      evidence: 'stale',
      restorableTo: null,
      rpo: { component: { state: 'unknown', seconds: null } },
    });
    expect(dead.items.map(recoveryBandOf)).not.toContain('good');
    expect((await list('?band=unknown')).total).toBe(3);

    await odoo.run('recovery:reassess');
    const judged = await list('?sort=environment');
    expect(judged.counts).toEqual(dead.counts);
    expect(judged.items[1].claim).toContain('Not known');
  });

  it.each(['score', 'environment', 'tier', 'rpo', 'rto', 'lastTest'])(
    'pages by %s in both directions without losing or repeating a row',
    async key => {
      collector.recovery.set(
        QA,
        factsOf({ database: { newestRestorePoint: null } }),
      );
      await odoo.collect(north, west);
      for (const sort of [key, `-${key}`]) {
        const whole = names((await list(`?sort=${sort}`)).items);
        const paged: string[] = [];
        let query = `?sort=${sort}&limit=1`;
        for (;;) {
          const { items, nextCursor } = await list(query);
          paged.push(...names(items));
          if (!nextCursor) break;
          query = `?limit=1&cursor=${nextCursor}`;
        }
        expect(paged).toEqual(whole);
        expect(new Set(whole).size).toBe(4);
      }
    },
  );

  it('puts what cannot be restored first, and what has no readiness last either way', async () => {
    collector.recovery.set(
      QA,
      factsOf({ database: { newestRestorePoint: null } }),
    );
    await odoo.collect(north, west);
    const order = async (sort: string) =>
      names((await list(`?sort=${sort}`)).items);
    expect((await order('score'))[0]).toBe(QA);
    for (const key of ['score', 'rpo', 'rto', 'lastTest']) {
      expect((await order(key)).at(-1)).toBe(DEV);
      expect((await order(`-${key}`)).at(-1)).toBe(DEV);
    }
  });

  it('shows people their own tenants, in lists, counts, details and files', async () => {
    await odoo.collect(north, west);
    const rail = 'user:default/rail';
    const own = await list('', rail);
    expect(names(own.items)).toEqual([WEST]);
    expect(own.counts).toMatchObject({ poor: 1, unknown: 0 });
    expect((await get(`/recovery/${NORTH}`, rail)).status).toBe(403);
    expect((await get('/recovery', 'user:default/nobody')).status).toBe(403);
    const { text } = await get('/recovery.csv', rail);
    expect(text).toContain(WEST);
    expect(text).not.toContain(NORTH);
  });

  it('writes what it lists as CSV, in which no text becomes a formula', async () => {
    collector.recovery.set(
      NORTH,
      factsOf({
        database: {
          newestRestorePoint: null,
          findings: [
            {
              code: 'x',
              severity: 'critical',
              subject: 'x',
              summary: '=cmd|"/c calc"!A1',
              action: 'x',
            },
          ],
        },
      }),
    );
    await odoo.collect(north, west);
    const { text, headers } = await get('/recovery.csv?tier=1,3&sort=score');
    expect(headers['content-type']).toContain('text/csv');
    const [head, first, second, ...rest] = text.split('\r\n');
    expect(head).toMatch(/^"environment","tenant"/);
    expect(first).toMatch(/^"harbour-civil\/production",/);
    expect(second).toMatch(/^"harbour-civil\/qa",/);
    expect(rest).toEqual(['']);
    expect(first).toContain(`"'=cmd|""/c calc""!A1"`);
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  it('names wrong fields', async () => {
    const { status, body } = await get(
      '/recovery?band=great&tier=9&sort=luck&limit=0',
    );
    expect(status).toBe(400);
    const wrong = body.error.details.map(({ path }: { path: string }) => path);
    expect(wrong.sort()).toEqual(['band.0', 'limit', 'sort', 'tier.0']);
    expect((await get('/recovery?cursor=e30')).status).toBe(400);
    expect((await get('/recovery.csv?band=great')).status).toBe(400);
  });

  it('plans a restore from fresh facts alone', async () => {
    await odoo.collect(north);
    const plan = async (query: string, user?: string) =>
      get(`/recovery/${NORTH}/plan${query}`, user);
    const possible = await plan('?to=2026-11-23T12:55:00%2B01:00');
    expect(restorePlanSchema.parse(possible.body)).toMatchObject({
      possible: true,
      lostSeconds: 420,
      alsoTouched: [],
    });
    const wrong = await plan('?to=noon');
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.details).toMatchObject([{ path: 'to' }]);
    expect(
      (await plan('?to=2026-11-23T11:55:00Z', 'user:default/rail')).status,
    ).toBe(403);
    later(16);
    const stale = await plan('?to=2026-11-23T11:55:00Z');
    expect(restorePlanSchema.parse(stale.body)).toMatchObject({
      possible: false,
      summary: expect.stringContaining('too long ago'),
    });
  });

  it('orders the recovery of a region or a tenant, of what the caller may read', async () => {
    await odoo.collect(north, west);
    const order = async (query: string, user?: string) => {
      const { status, body } = await get(`/recovery-order${query}`, user);
      expect([status, body.error]).toEqual([200, undefined]);
      return recoveryOrderSchema
        .parse(body)
        .steps.map(({ environment, into }) => [environment, into]);
    };
    expect(await order('?region=northeurope')).toEqual([
      [NORTH, 'aks-west-1'],
      [QA, 'no place'],
      [DEV, 'no place'],
    ]);
    expect(await order('?tenant=harbour-civil')).toHaveLength(3);
    const rail = 'user:default/rail';
    expect(await order('?region=northeurope', rail)).toEqual([]);
    for (const [query, path] of [
      ['', 'tenant'],
      ['?region=atlantis', 'region'],
      ['?region=northeurope&tenant=harbour-civil', 'region'],
    ]) {
      const { status, body } = await get(`/recovery-order${query}`);
      expect([status, body.error.details[0].path]).toEqual([400, path]);
    }
  });

  it('tells the fleet list the score, and nothing of it once it is stale', async () => {
    await odoo.collect(north);
    const recoveryOf = async () => {
      const { body } = await get('/environments?tenant=harbour-civil&tier=3');
      return environmentListSchema.parse(body).items[0].recovery;
    };
    expect(await recoveryOf()).toEqual({
      score: 38,
      band: 'poor',
      rpoNow: 'PT2M',
    });
    later(16);
    expect(await recoveryOf()).toEqual({ score: 0, band: 'unknown' });
  });

  it('forgets an environment that is gone', async () => {
    await odoo.collect(north, west);
    remote.push(
      Object.fromEntries(
        Object.keys(fleet)
          .filter(path => path.includes('harbour-rail'))
          .map(path => [path, undefined]),
      ),
    );
    await odoo.collect(north);
    expect((await list()).total).toBe(3);
    const [{ count }] = await knex('recovery_facts')
      .where({ environment: WEST })
      .count({ count: '*' });
    expect(Number(count)).toBe(0);
  });
});
