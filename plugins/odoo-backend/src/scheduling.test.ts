import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { Source } from '@plumbline/plugin-odoo-common';
import { FakeCollector } from './__testUtils__/FakeCollector';
import { GitRemote } from './__testUtils__/GitRemote';
import { testDatabases } from './__testUtils__/databases';
import { environmentFiles, releaseFiles } from './__testUtils__/documents';
import { Odoo, startOdoo } from './__testUtils__/startOdoo';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  "by Backstage's own scheduler on %s",
  engine => {
    let remote: GitRemote;
    let odoo: Odoo;
    const collector = new FakeCollector(['web.ready']);
    collector.schedule = { frequencySeconds: 60, timeoutSeconds: 30 };

    beforeEach(async () => {
      remote = new GitRemote();
      remote.push({ ...releaseFiles, ...environmentFiles('harbour-civil/qa') });
      collector.clusters = ['aks-north-1'];
      collector.answer('aks-north-1', 'ok');
      odoo = await startOdoo({
        knex: await databases.init(engine),
        url: remote.url,
        features: [collector.module()],
        scheduling: schedulerServiceFactory,
      });
    });

    afterEach(async () => {
      await odoo.stop();
      remote.remove();
    });

    const sources = async (): Promise<Source[]> =>
      (await odoo.get('/sources')).body.items;
    const north = async () =>
      (await sources()).find(({ scope }) => scope === 'aks-north-1');

    /** Asks again until it holds; the time limit of the test bounds it. */
    async function until(holds: () => Promise<boolean>): Promise<void> {
      while (!(await holds())) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }

    it('collects by itself after the start, and again on request', async () => {
      await until(async () =>
        (await sources()).some(({ collector: id }) => id === 'git'),
      );
      await until(async () => (await north())?.lastRun?.outcome === 'ok');
      const { body } = await odoo.get('/environments');
      expect(body.items[0]).toMatchObject({ tenant: 'harbour-civil' });

      let answer = () => {};
      const asked = new Promise<void>(resolve => {
        collector.answers.set('aks-north-1', () => {
          resolve();
          return new Promise(done => {
            answer = () =>
              done({
                observations: [],
                observedAt: new Date(),
                upstreamCalls: 7,
                problems: [],
              });
          });
        });
      });
      const refresh = () =>
        odoo.request().post('/api/odoo/sources/fake/aks-north-1/refresh');
      expect((await refresh()).status).toBe(202);
      await asked;
      expect((await refresh()).status).toBe(409);
      answer();
      await until(async () => (await north())?.lastRun?.upstreamCalls === 7);
    });
  },
);
