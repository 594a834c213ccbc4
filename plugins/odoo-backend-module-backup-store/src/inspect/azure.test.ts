import { openContainer } from '../azure';
import { describeFixtures, loadFixture } from '../__testUtils__';
import { Azurite } from '../__testUtils__/azurite';
import { inspectStore } from './inspectStore';

describeFixtures('a container', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await Azurite.start();
  }, 60_000);
  afterAll(() => azurite?.stop());

  it.each([
    ['odoo-zip', 'healthy', 'ok'],
    ['odoo-zip', 'broken-crc', 'critical'],
    ['filestore-sync', 'broken-corrupt-and-missing', 'critical'],
    ['restic', 'healthy', 'ok'],
    ['restic', 'broken-missing-pack', 'critical'],
  ])(
    'with %s %s is %s',
    async (tool, name, verdict) => {
      const { store: recorded, targets } = loadFixture(tool, name);
      const blobs: Record<string, Buffer> = {};
      for (const blob of recorded.names()) {
        blobs[`tenants/${blob}`] = await recorded.read(blob, { maxBytes: 1e8 });
      }
      const url = await azurite.sasUrl(await azurite.container(blobs));
      const { store, prefix, close } = openContainer(
        url.replace('?', '/tenants?'),
      );
      try {
        // Only the names tell of another time than that of the upload.
        const now = tool === 'odoo-zip' ? '2026-11-21T12:00:00Z' : Date.now();
        const request = { now: new Date(now), targets, prefix };
        const { reports } = await inspectStore(store, request);
        expect(reports.map(report => report.verdict)).toEqual([verdict]);
      } finally {
        await close();
      }
    },
    60_000,
  );
});
