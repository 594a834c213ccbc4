import { ChangeList } from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import {
  factsWith,
  resultOf,
  testingPlatform,
} from '../../__testUtils__/restoreTests';
import { later, useClock } from '../../__testUtils__/useClock';

const STAGES = ['qa', 'staging', 'pre-production', 'production'];
const FLEET = STAGES.map(stage => `harbour-civil/${stage}`);
const PROD = 'harbour-civil/production';
const DAY = 24 * 60;
const NORTH = 'fake:aks-north-1';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('due tests on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    const files = FLEET.slice(1).map(ref =>
      environmentFiles(ref, {
        tier: ref === PROD ? 1 : 3,
        hostnames: [`${ref.replace('/', '-')}.odoo.example`],
      }),
    );
    world = await ChangeWorld.start(databases, engine, {
      files: Object.assign({}, ...files),
      odoo: { platform: testingPlatform },
    });
    world.collector.answer('aks-north-1', 'ok');
    for (const ref of FLEET) world.collector.recovery.set(ref, factsOf());
    await world.odoo.collect(NORTH);
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const schedule = () => world.odoo.run('restore-tests:propose');
  const changes = async (): Promise<ChangeList['items']> =>
    (await world.as('mia', 'get', '/changes')).body.items;
  const asked = async () =>
    (await changes()).map(({ environment }) => environment);
  /** Runs the test of an environment to its end. */
  const conclude = async (ref: string, outcome: 'passed' | 'failed') => {
    const open = (await changes()).find(
      ({ environment }) => environment === ref,
    );
    const change = await world.as('mia', 'get', `/changes/${open?.id}`);
    world.collector.recovery.set(
      ref,
      factsWith(resultOf(change.body, { outcome })),
    );
    await world.odoo.collect(NORTH);
    await world.until(change.body, outcome === 'passed' ? 'done' : 'failed');
  };

  it('are asked for by the portal, the strictest tier first, a few at a time', async () => {
    await schedule();
    expect((await asked()).sort()).toEqual(
      [PROD, 'harbour-civil/pre-production'].sort(),
    );
    const [{ requester, reason }] = await changes();
    expect(requester).toBe('portal');
    expect(reason).toMatch(/^Tier \d is tested .*due since 2026-11-23/);
    await schedule();
    expect(await asked()).toHaveLength(2);

    await world.drive();
    await conclude(PROD, 'passed');
    await schedule();
    expect(await asked()).toHaveLength(3);
    expect((await asked()).filter(ref => ref === PROD)).toHaveLength(1);
    expect(world.audit).toContain('change-propose success');
  });

  it('come again when the period of the tier is over, and a day after a failure', async () => {
    for (const ref of FLEET) {
      if (ref !== PROD) world.collector.recovery.delete(ref);
    }
    later(20);
    const again = async () => {
      await world.odoo.collect(NORTH);
      await schedule();
      return (await asked()).length;
    };
    expect(await again()).toBe(1);
    await world.drive();
    await conclude(PROD, 'failed');
    expect(await again()).toBe(1);
    later(DAY + 60);
    expect(await again()).toBe(2);
    await world.drive();
    await conclude(PROD, 'passed');
    later(30 * DAY);
    expect(await again()).toBe(2);
    later(2 * DAY);
    expect(await again()).toBe(3);
  });

  it('leave one alone for a day that a person has cancelled', async () => {
    for (const ref of FLEET) {
      if (ref !== PROD) world.collector.recovery.delete(ref);
    }
    later(20);
    const again = async () => {
      await world.odoo.collect(NORTH);
      await schedule();
      return (await asked()).length;
    };
    expect(await again()).toBe(1);
    const [{ id }] = await changes();
    await world.drive();
    await world.as('mia', 'post', `/changes/${id}/cancel`);
    await world.drive();
    expect((await changes())[0].state).toBe('cancelled');
    expect(await again()).toBe(1);
    later(DAY);
    expect(await again()).toBe(2);
  });

  it('are not asked for while nothing can be known of the store', async () => {
    later(20);
    await schedule();
    expect(await asked()).toEqual([]);
  });
});
