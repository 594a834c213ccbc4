import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  PublishedDocument,
  odooRecoveryOrderExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { later, useClock } from '../../__testUtils__/useClock';

const databases = testDatabases();
jest.setTimeout(60_000);

describe('the recovery order, published', () => {
  const places = {
    west: { written: [] as PublishedDocument[][], down: false },
    east: { written: [] as PublishedDocument[][], down: true },
  };
  const module = createBackendModule({
    pluginId: 'odoo',
    moduleId: 'places',
    register: env =>
      env.registerInit({
        deps: { order: odooRecoveryOrderExtensionPoint },
        init: async ({ order }) => {
          for (const [region, place] of Object.entries(places)) {
            order.addPublisher({
              destination: `https://${region}.example/order`,
              region,
              async publish(documents) {
                if (place.down) throw new Error('refused with 403');
                place.written.push([...documents]);
              },
            });
          }
        },
      }),
  });

  it('reaches every place once a day, and one that failed as soon as it can', async () => {
    useClock(RECOVERY_NOW);
    const world = await ChangeWorld.start(databases, 'SQLITE_3', {
      files: environmentFiles('harbour-civil/production', { tier: 1 }),
      features: [module],
    });
    world.collector.answer('aks-north-1', 'ok');
    world.collector.recovery.set('harbour-civil/production', factsOf());
    await world.odoo.collect('fake:aks-north-1');
    const publish = () => world.odoo.run('recovery:publish-order');

    await publish();
    const [[today, latest]] = places.west.written;
    expect(today.path).toBe('recovery-order/2026-11-23.md');
    expect(latest).toEqual({ ...today, path: 'recovery-order/latest.md' });
    for (const region of ['northeurope', 'westeurope']) {
      expect(today.content).toContain(
        `# Recovery order when region ${region} is lost`,
      );
    }
    expect(today.content).toContain('| harbour-civil/production | 1 |');
    expect(world.audit).toContain('recovery-order-publish fail');

    places.east.down = false;
    await publish();
    expect(places.east.written).toHaveLength(1);
    expect(places.west.written).toHaveLength(1);

    later(24 * 60);
    await publish();
    expect(places.west.written[1][0].path).toBe('recovery-order/2026-11-24.md');
    await world.stop();
    jest.useRealTimers();
  });
});
