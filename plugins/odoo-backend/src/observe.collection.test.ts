import {
  NORTH,
  ObserveHalf,
  WEST,
  names,
  north,
  west,
} from './__testUtils__/ObserveHalf';
import { testDatabases } from './__testUtils__/databases';
import { later } from './__testUtils__/useClock';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'observe half on %s: collection',
  engine => {
    const half = ObserveHalf.use(databases, engine);

    it('leaves the other scopes and the last observations alone when one fails', async () => {
      await half.odoo.collect(north, west);
      half.collector.answers.delete('aks-west-1');
      later(3);
      await half.odoo.collect(north, west);
      const before = await half.detail(WEST);
      expect(
        before.observations.find(o => o.probe === 'web.ready'),
      ).toMatchObject({ status: 'ok', stale: false });

      expect((await half.source(west)).lastRun).toMatchObject({
        outcome: 'failed',
        problems: [
          {
            kind: 'failed',
            subject: 'Cluster aks-west-1',
            message: 'aks-west-1 is unreachable',
          },
        ],
      });
      expect((await half.source(north)).lastRun).toMatchObject({
        outcome: 'ok',
        environments: 2,
        observations: 4,
        upstreamCalls: 1,
      });
      later(3);
      expect(await half.list('?evidence=stale')).toMatchObject({ total: 1 });
      expect(names(await half.list('?evidence=stale'))).toEqual([WEST]);
    });

    it('gives up on a collector that does not answer, and says so', async () => {
      half.collector.answers.set('aks-west-1', () => new Promise(() => {}));
      await half.odoo.collect(west);
      expect((await half.source(west)).lastRun).toMatchObject({
        outcome: 'failed',
        problems: [{ message: 'gave no answer within 1 seconds' }],
      });
    });

    it('does not let a slow run undo a later one', async () => {
      await half.odoo.collect(north);
      const { answers } = half.collector;
      half.collector.answer('aks-north-1', 'critical');
      const critical = answers.get('aks-north-1') as NonNullable<
        ReturnType<typeof answers.get>
      >;
      answers.set('aks-north-1', async environments => ({
        ...(await critical(environments)),
        observedAt: new Date(Date.now() - 1000),
      }));
      await half.odoo.run(`collect:${north}`);
      expect((await half.list('?verdict=critical')).total).toBe(0);
    });

    it('drops what a collector may not tell, and counts it as a problem', async () => {
      half.collector.answers.set('aks-north-1', () => ({
        observations: [
          { tenant: 'harbour-civil', stage: 'production' },
          { tenant: 'harbour-civil', stage: 'production' },
          { tenant: 'harbour-rail', stage: 'production' },
        ].flatMap(environment => [
          { environment, probe: 'web.ready', status: 'ok', summary: 'ok' },
          { environment, probe: 'cron.lag', status: 'ok', summary: 'ok' },
        ]),
        observedAt: new Date(Date.now() + 3_600_000),
        upstreamCalls: 1,
        problems: [],
      }));
      await half.odoo.collect(north);
      const { lastRun } = await half.source(north);
      expect(lastRun).toMatchObject({
        outcome: 'partial',
        observations: 1,
        problems: [
          { kind: 'skipped', count: 3 },
          { kind: 'skipped', count: 1 },
          { kind: 'skipped', count: 1 },
        ],
      });
      expect(lastRun?.problems.map(({ message }) => message)).toEqual([
        '3 observations dropped: the collector does not claim cron.lag',
        '1 observations dropped: web.ready of harbour-civil/production came twice',
        '1 observations dropped: the scope does not cover harbour-rail/production',
      ]);
      // A clock that runs ahead buys no time.
      const { observations } = await half.detail(NORTH);
      expect(observations.find(o => o.probe === 'web.ready')?.expiresAt).toBe(
        '2026-11-23T10:05:00.000Z',
      );
    });

    it('starts and ends collection as scopes come and go', async () => {
      half.collector.clusters = ['aks-north-1'];
      await half.odoo.collect(north);
      const { body: one } = await half.odoo.get('/sources');
      expect(one.total).toBe(2);
      half.collector.clusters = ['aks-north-1', 'aks-west-1'];
      await half.odoo.run('collection:scopes');
      expect((await half.source(west)).lastRun).toBeUndefined();
      expect((await half.source(north)).lastRun?.outcome).toBe('ok');

      half.collector.scopes = async () => {
        throw new Error('the cluster list is gone');
      };
      await half.odoo.run('collection:scopes');
      expect(await half.source('fake:scopes')).toMatchObject({
        notAvailable: 'the cluster list is gone',
      });
      expect((await half.source(north)).lastRun?.outcome).toBe('ok');
    });

    it('refreshes a source on request', async () => {
      await half.odoo.collect(north);
      const post = (path: string) =>
        half.odoo.request().post(`/api/odoo${path}`);
      later(1);
      const { status } = await post('/sources/fake/aks-north-1/refresh');
      expect(status).toBe(202);
      expect((await half.source(north)).lastRun?.startedAt).toBe(
        '2026-11-23T10:01:00.000Z',
      );
      expect((await post('/sources/fake/nowhere/refresh')).status).toBe(404);

      let finish = () => {};
      const asked = new Promise<void>(resolve => {
        half.collector.answers.set('aks-north-1', () => {
          resolve();
          return new Promise(done => {
            finish = () =>
              done({
                observations: [],
                observedAt: new Date(),
                upstreamCalls: 0,
                problems: [],
              });
          });
        });
      });
      const running = half.odoo.run(`collect:${north}`);
      await asked;
      expect((await half.source(north)).running).toBe(true);
      const again = await post('/sources/fake/aks-north-1/refresh');
      expect(again.status).toBe(409);
      expect(again.body.error.message).toContain('already running');
      finish();
      await running;
      expect((await half.source(north)).running).toBe(false);

      // A process that was killed in a run leaves its mark, which ends with the time limit.
      await half
        .knex('sources')
        .update({ running_until: new Date().toISOString() });
      expect((await half.source(north)).running).toBe(false);
    });
  },
);
