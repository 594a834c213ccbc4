import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  Collector,
  RecoveryOrderPublisher,
  odooCollectorsExtensionPoint,
  odooRecoveryOrderExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { odooModuleBackupStore } from './module';

/** What the module adds to a backend with this configuration. */
async function addedBy(odoo: object) {
  const collectors: Collector[] = [];
  const publishers: RecoveryOrderPublisher[] = [];
  const host = createBackendPlugin({
    pluginId: 'odoo',
    register(reg) {
      reg.registerExtensionPoint(odooCollectorsExtensionPoint, {
        addCollector: collector => void collectors.push(collector),
      });
      reg.registerExtensionPoint(odooRecoveryOrderExtensionPoint, {
        addPublisher: publisher => void publishers.push(publisher),
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
  return { collectors, publishers };
}

describe('The module', () => {
  it('adds a collector for stores and one for managed servers, which claim no probe', async () => {
    const { collectors } = await addedBy({
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

  it('publishes without a store to read as well', async () => {
    const { collectors, publishers } = await addedBy({
      recovery: {
        publish: [
          {
            region: 'westeurope',
            containerUrl: 'https://order.blob.core.windows.net/recovery',
            sasToken: 'sp=cw&sig=x',
          },
        ],
      },
    });
    expect(collectors).toEqual([]);
    expect(
      publishers.map(({ destination, region }) => [destination, region]),
    ).toEqual([['https://order.blob.core.windows.net/recovery', 'westeurope']]);
  });

  it('adds nothing where nothing is configured', async () => {
    expect(await addedBy({})).toEqual({ collectors: [], publishers: [] });
  });
});
