import { ConfigReader } from '@backstage/config';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';
import { readConfig } from './readConfig';

const ACCOUNT =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/backups';
const KEY = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';

const read = (odoo: object) =>
  readConfig(
    new ConfigReader({
      odoo: { platform: platformInputOf(), ...odoo },
    } as never),
  );

describe('readConfig', () => {
  it('needs nothing of an installation without backup stores', () => {
    const config = readConfig(new ConfigReader({}));
    expect(config).toMatchObject({
      backupStores: [],
      schedule: { frequencySeconds: 300, timeoutSeconds: 240 },
    });
    expect(config.platform).toBeUndefined();
    expect(config.azure.endpoint.href).toBe('https://management.azure.com/');
  });

  it('reads stores, wherever they are reached, and what may speak for whom', () => {
    const { backupStores, recovery, schedule } = read({
      backupCollection: { frequency: '30s' },
      backupStores: [
        { name: 'north', account: 'backups', region: 'northeurope' },
        {
          name: 'sandbox',
          account: 'plumblinebackups',
          endpoint: 'http://127.0.0.1:10000/plumblinebackups/',
          region: 'northeurope',
          resourceId: ACCOUNT,
          credential: { sasToken: '?sv=1&sig=secret' },
          repositories: [
            {
              environment: 'acme/qa',
              role: 'database',
              container: 'old',
              prefix: '/a/b',
            },
          ],
        },
        {
          name: 'china',
          endpoint: 'https://backups.blob.core.chinacloudapi.cn',
          region: 'chinanorth',
        },
      ],
      recovery: {
        runbooks: 'of somebody else',
        verificationKeys: [
          {
            id: 'job',
            publicKey: `-----BEGIN PUBLIC KEY-----\n${KEY}\n-----END PUBLIC KEY-----`,
          },
        ],
      },
    });
    expect(schedule.frequencySeconds).toBe(30);
    expect(
      backupStores.map(({ accountUrl, endpoint }) => [
        accountUrl,
        endpoint.href,
      ]),
    ).toEqual([
      [
        'https://backups.blob.core.windows.net',
        'https://backups.blob.core.windows.net/',
      ],
      [
        'https://plumblinebackups.blob.core.windows.net',
        'http://127.0.0.1:10000/plumblinebackups',
      ],
      [
        'https://backups.blob.core.chinacloudapi.cn',
        'https://backups.blob.core.chinacloudapi.cn/',
      ],
    ]);
    expect(backupStores[1].repositories[0].prefix).toBe('a/b/');
    expect(recovery.verificationKeys).toMatchObject([
      { id: 'job', environments: ['*/*'] },
    ]);
  });

  it('names every wrong key and repeats no secret', () => {
    const wrong = () =>
      read({
        backupStores: [
          { name: 'North', account: 'backups', region: 'northeurope' },
          { name: 'b', region: 'northeurope' },
          {
            name: 'c',
            endpoint: 'http://storage.example/?sig=secret',
            region: 'r',
            resourceId: '/subscriptions/s',
            credential: { sasToken: 'AccountKey=secret' },
            repositories: [
              { environment: 'acme', role: 'database', container: 'x' },
            ],
          },
        ],
        recovery: { verificationKeys: [{ id: 'k', publicKey: 'secret' }] },
      });
    for (const path of [
      'backupStores\\.0\\.name',
      'backupStores\\.1: needs account or endpoint',
      'backupStores\\.2\\.endpoint',
      'backupStores\\.2\\.resourceId',
      'backupStores\\.2\\.credential\\.sasToken',
      'backupStores\\.2\\.repositories\\.0\\.environment',
      'recovery\\.verificationKeys\\.0\\.publicKey',
    ]) {
      expect(wrong).toThrow(new RegExp(`odoo\\.${path}`));
    }
    expect(wrong).not.toThrow(/secret/);
    expect(() => read({ backupCollection: { timeout: '10m' } })).toThrow(
      'odoo.backupCollection.timeout is 600 s; accepted: 5 to 420 s',
    );
    const twice = { environment: 'acme/qa', role: 'database', container: 'x' };
    expect(() =>
      read({
        backupStores: [
          { name: 'a', account: 'aaa', region: 'r', repositories: [twice] },
          { name: 'b', account: 'bbb', region: 'r', repositories: [twice] },
        ],
      }),
    ).toThrow('acme/qa has more than one database');
  });
});
