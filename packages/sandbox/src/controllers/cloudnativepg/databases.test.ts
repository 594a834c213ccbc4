import { createTestCluster, object } from '../testing/testCluster';

describe('databases on a shared server', () => {
  it('are applied when the server runs, their owner exists, and the password of that is there', () => {
    const cluster = createTestCluster();
    const { store } = cluster;
    const status = (kind: string) =>
      cluster.object(kind, 'x', 'postgresql.cnpg.io').status;
    store.create(
      object('postgresql.cnpg.io/v1', 'DatabaseRole', 'x', {
        name: 'x',
        cluster: { name: 'odoo-db' },
        passwordSecret: { name: 'x' },
      }),
    );
    store.create(
      object('postgresql.cnpg.io/v1', 'Database', 'x', {
        name: 'x',
        owner: 'x',
        cluster: { name: 'odoo-db' },
        extensions: [{ name: 'unaccent' }],
      }),
    );
    cluster.run(15);
    expect(status('Database')).toEqual({
      applied: false,
      message: 'cluster "odoo-db" not found',
    });
    store.create(
      object('postgresql.cnpg.io/v1', 'Cluster', 'odoo-db', { instances: 1 }),
    );
    cluster.run(60);
    expect(status('DatabaseRole')?.message).toBe('secrets "x" not found');
    expect(status('Database')?.message).toContain('role "x" does not exist');
    store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x', namespace: 'default' },
    });
    cluster.run(15);
    expect(status('DatabaseRole')).toEqual({
      applied: true,
      observedGeneration: 1,
    });
    expect(status('Database')).toEqual({
      applied: true,
      observedGeneration: 1,
      extensions: [{ name: 'unaccent', applied: true }],
    });
  });
});
