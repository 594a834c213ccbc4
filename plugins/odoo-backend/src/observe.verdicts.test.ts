import {
  NORTH,
  NORTH_QA,
  ObserveHalf,
  WEST,
  names,
  north,
  west,
} from './__testUtils__/ObserveHalf';
import { testDatabases } from './__testUtils__/databases';
import { environmentFiles, release } from './__testUtils__/documents';
import { later } from './__testUtils__/useClock';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'observe half on %s: verdicts',
  engine => {
    const half = ObserveHalf.use(databases, engine);

    it('shows what Git says exists, unknown until somebody has looked', async () => {
      expect((await half.list()).total).toBe(0);
      await half.odoo.collect();
      const { items, total, counts } = await half.list('?sort=environment');
      expect(total).toBe(3);
      expect(counts).toMatchObject({ unknown: 3, ok: 0 });
      expect(items[0]).toMatchObject({
        tenant: 'harbour-civil',
        stage: 'production',
        tier: 1,
        owner: 'group:default/harbour-civil-erp',
        release: {
          version: release.metadata.name,
          digest: release.spec.digest,
        },
        placement: { cluster: 'aks-north-1', databaseServer: 'own' },
        verdict: { status: 'unknown', evidence: 'missing' },
      });
    });

    it('judges by evidence and puts the worst first', async () => {
      half.collector.answer('aks-west-1', 'critical', {
        summary: 'no pod is ready',
      });
      await half.odoo.collect(north, west, 'git:registry');
      const page = await half.list();
      expect(names(page)).toEqual([WEST, NORTH, NORTH_QA]);
      expect(page.items[0].verdict).toMatchObject({
        status: 'critical',
        decidedBy: 'web.ready',
        summary: 'no pod is ready',
      });

      const { observations, plan, spec } = await half.detail(WEST);
      const byProbe = new Map(observations.map(o => [o.probe, o]));
      expect(byProbe.get('web.ready')).toMatchObject({
        status: 'critical',
        required: true,
        stale: false,
        observedAt: '2026-11-23T10:00:00.000Z',
        expiresAt: '2026-11-23T10:05:00.000Z',
        since: '2026-11-23T10:00:00.000Z',
        source: { collector: 'fake', scope: 'aks-west-1' },
      });
      // Claimed by our own collector, observed; and claimed by nobody.
      expect(byProbe.get('goldenpath.drift')?.status).toBe('ok');
      expect(byProbe.get('web.reachable')).toMatchObject({
        status: 'not-collected',
      });
      expect(byProbe.get('web.reachable')?.observedAt).toBeUndefined();
      expect(plan.placement.cluster).toBe('aks-west-1');
      expect(spec.region).toBe('westeurope');
    });

    it('turns grey by itself when nothing is collected any more', async () => {
      await half.odoo.collect(north, west);
      half.collector.answer('aks-west-1', 'critical');
      await half.odoo.run(`collect:${west}`);
      later(4.9);
      const critical = await half.list('?verdict=critical');
      expect(critical.total).toBe(1);
      // A page that is open needs to ask nobody to know when to turn grey.
      expect(critical.items[0].verdict.expiresAt).toBe(
        '2026-11-23T10:05:00.000Z',
      );

      // No task runs at all: the rows are judged by the moment they are read.
      later(0.2);
      const grey = await half.list('?verdict=unknown&evidence=stale');
      expect(grey.total).toBe(3);
      expect(grey.counts).toMatchObject({ unknown: 3, critical: 0, ok: 0 });
      expect(names(await half.list())).toEqual([NORTH, NORTH_QA, WEST]);
      expect((await half.detail(WEST)).verdict).toMatchObject({
        status: 'unknown',
        evidence: 'stale',
        summary: 'Evidence is stale; last known: web.ready is critical',
      });
      expect(
        (await half.detail(WEST)).observations.find(
          o => o.probe === 'web.ready',
        ),
      ).toMatchObject({ status: 'critical', stale: true });

      // The reassessment then tells the other plugins.
      half.events.publish.mockReset();
      await half.odoo.run('verdicts:reassess');
      expect(half.events.publish).toHaveBeenCalledWith({
        topic: 'odoo.verdict',
        eventPayload: { environments: [NORTH, NORTH_QA, WEST] },
      });
    });

    it('is less grey as soon as one source is back, although it says the same as before', async () => {
      await half.odoo.collect(north, west, 'git:registry');
      const collected = async () =>
        (await half.detail(WEST)).verdict.coverage.collected;
      const all = await collected();
      later(6);
      await half.odoo.run('verdicts:reassess');
      expect(await collected()).toBe(0);
      await half.odoo.collect('git:registry');
      expect(await collected()).toBe(all - half.collector.probes.length);
      const drift = (await half.detail(WEST)).observations.find(
        o => o.probe === 'goldenpath.drift',
      );
      expect(drift).toMatchObject({
        stale: false,
        since: '2026-11-23T10:00:00.000Z',
        expiresAt: '2026-11-23T10:11:00.000Z',
      });
    });

    it('sees a risk come nearer although nothing is observed any more', async () => {
      half.remote.push(environmentFiles(NORTH_QA, { expires: '2026-12-31' }));
      await half.odoo.collect(north);
      const expiry = async () =>
        (await half.detail(NORTH_QA)).verdict.riskAhead.find(
          ({ kind }) => kind === 'expiry',
        );
      expect(await expiry()).toBeUndefined();
      later(9 * 24 * 60);
      await half.odoo.run('verdicts:reassess');
      expect(await expiry()).toMatchObject({
        severity: 'warning',
        due: '2026-12-31T00:00:00.000Z',
        owner: 'group:default/harbour-civil-erp',
        action: { template: 'odoo-expiry' },
      });
      later(23 * 24 * 60);
      await half.odoo.run('verdicts:reassess');
      expect(await expiry()).toMatchObject({ severity: 'critical' });
    });
  },
);
