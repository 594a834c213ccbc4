import { platformOf } from '@plumbline/plugin-odoo-common/testUtils';
import { describeFixtures, loadFixture } from '../__testUtils__';
import { ArmStandIn } from '../__testUtils__/ArmStandIn';
import { Azurite } from '../__testUtils__/azurite';
import { environmentOf } from '../__testUtils__/environment';
import { parseEndpoint } from '../azure';
import { BackupStoreCollector } from './BackupStoreCollector';

jest.setTimeout(120_000);

let azurite: Azurite;
let arm: ArmStandIn;
beforeAll(async () => {
  azurite = await Azurite.start();
  arm = await ArmStandIn.start();
});
afterAll(async () => {
  await arm.stop();
  await azurite.stop();
});

/** A recorded repository, under the folder in which the golden path has it; the container's times are new. */
async function upload(
  fixture: string,
  container: string,
  folderOf: (name: string) => string,
) {
  const [tool, name] = fixture.split('/');
  const { store } = loadFixture(tool, name);
  const blobs: Record<string, Buffer> = {};
  for (const blob of store.names()) {
    blobs[folderOf(blob)] = await store.read(blob, { maxBytes: 10_000_000 });
  }
  const client = azurite.service.getContainerClient(container);
  await client.createIfNotExists();
  for (const [blob, content] of Object.entries(blobs)) {
    await client.getBlockBlobClient(blob).upload(content, content.length);
  }
}

const without = (prefix: string, folder: string) => (name: string) =>
  `${folder}${name.slice(name.indexOf(prefix) + prefix.length)}`;

describeFixtures('Repositories of real tools in a real store', () => {
  it('are read where the golden path has them, with the same conclusion every time', async () => {
    await upload(
      'barman/healthy',
      'acme-production',
      without('acme-prod/', 'odoo-db/'),
    );
    await upload(
      'filestore-sync/healthy',
      'acme-production',
      name => `filestore/${name.split('/').slice(-2).join('/')}`,
    );
    const collector = new BackupStoreCollector({
      config: {
        backupStores: [
          {
            name: 'north',
            accountUrl: 'https://plumblinebackups.blob.core.windows.net',
            endpoint: parseEndpoint(azurite.endpoint, 'endpoint'),
            region: 'northeurope',
            credential: { sasToken: azurite.accountSas() },
            repositories: [],
          },
        ],
        platform: platformOf(),
        recovery: { verificationKeys: [] },
        schedule: { frequencySeconds: 300, timeoutSeconds: 60 },
      },
      arm: arm.connection,
      identity: { getToken: async () => null },
    });
    const run = async () => {
      const [scope] = await collector.scopes();
      const collection = await collector.collect(scope, {
        environments: [environmentOf('acme')],
        now: new Date(),
        signal: new AbortController().signal,
      });
      const reportOf = (role: 'database' | 'filestore') =>
        (collection.recovery ?? []).flatMap(({ fact }) =>
          fact.kind === role ? [fact.report] : [],
        )[0];
      return {
        ...collection,
        database: reportOf('database'),
        files: reportOf('filestore'),
      };
    };
    try {
      const first = await run();
      expect(first.problems).toEqual([]);
      const { database, files } = first;
      expect(database).toMatchObject({
        format: 'barman',
        name: 'odoo-db',
        newestUsableBackup: '20261121T013001',
        gaps: [],
        chain: { lastSegment: '000000010000000100000020' },
      });
      expect(database.newestRestorePoint).not.toBeNull();
      expect(files).toMatchObject({ format: 'filestore' });
      expect(files.newestRestorePoint).not.toBeNull();

      for (const _ of [1, 2]) {
        const again = await run();
        expect(again.database).toMatchObject({
          verdict: database.verdict,
          newestRestorePoint: database.newestRestorePoint,
          windows: database.windows,
        });
        expect(again.files.newestRestorePoint).toBe(files.newestRestorePoint);
      }
    } finally {
      await collector.close();
    }
  });
});
