import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  Collector,
  odooCollectorsExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { odooModuleBackupStore } from './module';

const toJson = (value: object) => JSON.parse(JSON.stringify(value));

/** Collectors that the module adds to a backend with this configuration. */
async function collectorsOf(odoo: object): Promise<Collector[]> {
  const collectors: Collector[] = [];
  const host = createBackendPlugin({
    pluginId: 'odoo',
    register(reg) {
      reg.registerExtensionPoint(odooCollectorsExtensionPoint, {
        addCollector: collector => void collectors.push(collector),
      });
      reg.registerInit({ deps: {}, init: async () => undefined });
    },
  });
  const config = { platform: platformInputOf(), ...odoo };
  const backend = await startTestBackend({
    features: [
      host,
      odooModuleBackupStore,
      mockServices.rootConfig.factory({
        data: { odoo: JSON.parse(JSON.stringify(config)) },
      }),
    ],
  });
  await backend.stop();
  return collectors;
}

describe('The module', () => {
  it('adds a collector for stores and one for managed servers, which claim no probe', async () => {
    const collectors = await collectorsOf({
      backupStores: [
        { name: 'north', account: 'backups', region: 'northeurope' },
      ],
      flexibleServers: [
        {
          resourceId:
            '/subscriptions/s-1/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/one',
          environments: ['acme/production'],
        },
      ],
    });
    expect(collectors.map(({ id, probes }) => [id, probes])).toEqual([
      ['backup-store', []],
      ['flexible-server', []],
    ]);
    const scopes = await Promise.all(collectors.map(one => one.scopes()));
    expect(scopes.flat().map(({ slug }) => slug)).toEqual(['north', 's-1']);
  });

  it('adds nothing where nothing is configured', async () => {
    expect(await collectorsOf({})).toEqual([]);
  });
});
