import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { platformInput } from '../../__testUtils__/platform';
import { useClock } from '../../__testUtils__/useClock';

const PRODUCTION = 'harbour-civil/production';
const APPLICATION = 'harbour-civil-production';
const CLUSTER = 'aks-north-1';
const MINUTE_MS = 60_000;

const databases = testDatabases();
jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('verifyChange on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock('2026-11-26T12:00:00.000Z');
    world = await ChangeWorld.start(databases, engine, {
      odoo: {
        platform: {
          ...platformInput,
          gitops: { ...platformInput.gitops, syncWindows: true },
        },
      },
      files: environmentFiles(PRODUCTION, { tier: 2 }),
    });
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  /** All is well at the head, and the cluster has its Applications so. */
  const look = async (applications?: Record<string, string>) => {
    world.collector.answer(
      CLUSTER,
      'ok',
      {},
      { 'gitops.sync': { value: world.remote.log()[0].id } },
    );
    world.collector.freezes = {
      controller: 'argo-cd',
      cluster: CLUSTER,
      projects: {},
      applications,
    };
    await world.odoo.collect(`fake:${CLUSTER}`, 'git:registry');
    await world.drive();
  };
  const pass = (minutes: number) =>
    jest.setSystemTime(Date.now() + minutes * MINUTE_MS);

  it('calls no change done before Argo CD has its Application in the project of its tenant, whose windows keep its freezes', async () => {
    await look({ [APPLICATION]: 'odoo' });
    const change = await world.proposed('ann', {
      kind: 'update',
      environment: PRODUCTION,
      spec: { users: { named: 60 } },
    });
    await world.approve('max', change);
    await world.until(change, 'reconciling');
    const awaited = async () => {
      const { state, awaiting } = await world.read(change);
      return { state, ...awaiting };
    };
    const moved = {
      state: 'reconciling',
      what: 'Argo CD to have harbour-civil-production on aks-north-1 in the project odoo-harbour-civil, as Git has it since 12:00 UTC on 26 November 2026: it is in odoo, and other sync windows hold it or none. Sync the Application that applies clusters/aks-north-1 if this lasts',
    };

    pass(1);
    await look({ [APPLICATION]: 'odoo' });
    const since = '2026-11-26T12:01:00.000Z';
    expect(await awaited()).toEqual({ ...moved, since, stuck: false });
    pass(15);
    await look({ [APPLICATION]: 'odoo' });
    expect(await awaited()).toEqual({ ...moved, since, stuck: true });
    // Nobody may list them any more: where it is now is unknown.
    await look();
    expect(await awaited()).toMatchObject({
      what: 'somebody to see in which project Argo CD has harbour-civil-production on aks-north-1: its Applications cannot be listed, see Sources',
    });
    await look({});
    expect((await awaited()).what).toContain('it does not exist');
    // The source tells of the environment, and no longer of its Application.
    await look({ [APPLICATION]: 'odoo' });
    pass(11);
    world.collector.freezes = undefined;
    await world.odoo.collect(`fake:${CLUSTER}`, 'git:registry');
    await world.drive();
    expect(await awaited()).toMatchObject({
      what: 'somebody to see in which project Argo CD has harbour-civil-production on aks-north-1: last seen at 12:16 UTC on 26 November 2026, see Sources',
    });
    await look({ [APPLICATION]: 'odoo-harbour-civil' });
    expect(await awaited()).toEqual({ state: 'done' });
  });
});
