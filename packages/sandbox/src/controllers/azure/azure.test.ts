import { conditionOf, type Condition } from '../runtime';
import { createTestCluster, object, reasonOf } from '../testing/testCluster';

const API = 'dbforpostgresql.azure.com/v1api20240801';
const GROUP = 'dbforpostgresql.azure.com';
const RESOURCE_GROUP =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg';

describe('Azure Service Operator', () => {
  it('makes what depends on others after them, and says why it waits and how much it matters', () => {
    const cluster = createTestCluster();
    const { store } = cluster;
    const ready = (kind: string, name = 'odoo-db') => {
      const found = cluster.object(kind, name, GROUP);
      const condition = conditionOf(
        found.status?.conditions as Condition[],
        'Ready',
      );
      return [...reasonOf(found, 'Ready'), condition?.severity];
    };
    store.create(
      object(API, 'FlexibleServersDatabase', 'odoo-db', {
        azureName: 'odoo',
        owner: { name: 'odoo-db' },
      }),
    );
    cluster.run(1);
    expect(ready('FlexibleServersDatabase')).toEqual([
      'False',
      'WaitingForOwner',
      'Warning',
    ]);
    store.create(
      object(API, 'FlexibleServer', 'odoo-db', {
        azureName: 'psql-x',
        owner: { armId: RESOURCE_GROUP },
        highAvailability: { mode: 'ZoneRedundant' },
        backup: { backupRetentionDays: 14 },
        administratorLoginPassword: { name: 'admin', key: 'password' },
      }),
    );
    cluster.run(60);
    expect(ready('FlexibleServer')).toEqual([
      'False',
      'SecretNotFound',
      'Warning',
    ]);
    store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'admin', namespace: 'default' },
    });
    cluster.run(5);
    expect(ready('FlexibleServer')).toEqual(['False', 'Reconciling', 'Info']);
    expect(ready('FlexibleServersDatabase')[1]).toBe('WaitingForOwner');
    cluster.run(30);
    expect(ready('FlexibleServer')).toEqual(['True', 'Succeeded', undefined]);
    expect(ready('FlexibleServersDatabase')[0]).toBe('True');
    expect(
      cluster.object('FlexibleServer', 'odoo-db', GROUP).status,
    ).toMatchObject({
      state: 'Ready',
      fullyQualifiedDomainName: 'psql-x.postgres.database.azure.com',
      highAvailability: { mode: 'ZoneRedundant', state: 'Healthy' },
      id: `${RESOURCE_GROUP}/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-x`,
    });
    const earliest = () => {
      const { status } = cluster.object('FlexibleServer', 'odoo-db', GROUP);
      return Date.parse(String(Object(status?.backup).earliestRestoreDate));
    };
    cluster.run(30 * 86_400);
    const age = cluster.clock.now().getTime() - earliest();
    expect(Math.round(age / 86_400_000)).toBe(14);
  });
});
