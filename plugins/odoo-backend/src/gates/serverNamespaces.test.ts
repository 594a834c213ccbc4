import { platformSchema } from '@plumbline/plugin-odoo-common';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';
import { serverNamespaces } from './serverNamespaces';

it('knows the namespace of every shared server, in which tenants have objects', () => {
  const { database, ...rest } = platformInputOf();
  const [{ name: cluster, region }] = rest.clusters;
  const server = {
    name: 'pg-1',
    kind: 'cloudnative-pg' as const,
    region,
    cluster,
    tier: 3 as const,
    instances: 1,
    cpu: 2,
    memoryGiB: 8,
    storageGiB: 100,
    maxConnections: 400,
  };
  const platform = platformSchema.parse({
    ...rest,
    database: { ...database, servers: [server] },
  });
  expect(serverNamespaces(platform)).toMatchObject([
    {
      metadata: {
        name: 'odoo-db-pg-1',
        labels: { 'plumbline.dev/managed': 'true' },
      },
    },
  ]);
});
