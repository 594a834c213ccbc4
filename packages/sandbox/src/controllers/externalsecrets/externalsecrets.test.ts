import { object, reasonOf, createTestCluster } from '../testing/testCluster';

describe('External Secrets', () => {
  it('makes a Secret from vault and template, and says which key is missing', () => {
    const cluster = createTestCluster();
    cluster.needs.lostKeys.add('password');
    cluster.store.create(
      object('external-secrets.io/v1', 'SecretStore', 'vault', {
        provider: { azurekv: { vaultUrl: 'https://kv.example' } },
      }),
    );
    cluster.store.create(
      object('external-secrets.io/v1', 'ExternalSecret', 'odoo-conf', {
        refreshInterval: '1h',
        secretStoreRef: { name: 'vault' },
        target: {
          name: 'odoo-conf',
          template: { data: { 'odoo.conf': 'pass = {{ .pw | urlquery }}' } },
        },
        data: [{ secretKey: 'pw', remoteRef: { key: 'password' } }],
      }),
    );
    const secret = () =>
      cluster.object('ExternalSecret', 'odoo-conf', 'external-secrets.io');
    cluster.run(5);
    expect(reasonOf(secret(), 'Ready')).toEqual(['False', 'SecretSyncedError']);
    expect(JSON.stringify(secret().status)).toContain('password not found');
    cluster.needs.lostKeys.clear();
    cluster.run(20);
    expect(reasonOf(secret(), 'Ready')).toEqual(['True', 'SecretSynced']);
    const data = cluster.object('Secret', 'odoo-conf').data as {
      'odoo.conf': string;
    };
    expect(Buffer.from(data['odoo.conf'], 'base64').toString()).toBe(
      'pass = value%20of%20password',
    );
    cluster.store.delete({ group: '', kind: 'Secret' }, 'default', 'odoo-conf');
    cluster.run(1);
    expect(cluster.object('Secret', 'odoo-conf')).toBeDefined();
    const refreshed = secret().status?.refreshTime;
    cluster.run(3700);
    expect(secret().status?.refreshTime).not.toBe(refreshed);
  });

  it('reads the vault by a change alone where the clock is not to, and pods wait for what it brings', () => {
    const cluster = createTestCluster();
    cluster.store.create(
      object('external-secrets.io/v1', 'SecretStore', 'vault', {
        provider: { azurekv: { vaultUrl: 'https://kv.example' } },
      }),
    );
    const spec = (key: string) => ({
      refreshPolicy: 'OnChange',
      refreshInterval: '0s',
      secretStoreRef: { name: 'vault' },
      target: { template: { data: { [key]: '{{ .pw }}' } } },
      data: [{ secretKey: 'pw', remoteRef: { key: 'password' } }],
    });
    cluster.store.create(
      object('external-secrets.io/v1', 'ExternalSecret', 'login', spec('one')),
    );
    cluster.store.create(
      object('v1', 'Pod', 'reader', {
        containers: [{ name: 'odoo', image: 'odoo@sha256:1' }],
        volumes: [
          {
            name: 'conf',
            secret: { secretName: 'login', items: [{ key: 'two' }] },
          },
        ],
      }),
    );
    const login = () =>
      cluster.object('ExternalSecret', 'login', 'external-secrets.io');
    cluster.run(5);
    const fetched = login().status?.refreshTime;
    cluster.run(24 * 3600);
    expect(login().status?.refreshTime).toBe(fetched);
    expect(cluster.object('Pod', 'reader').status?.phase).toBe('Pending');

    cluster.store.update({ ...login(), spec: spec('two') });
    cluster.run(120);
    expect(login().status?.refreshTime).not.toBe(fetched);
    expect(cluster.object('Pod', 'reader').status?.phase).toBe('Running');
  });
});
