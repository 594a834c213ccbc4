import { describeFixtures, fixtureNames, loadFixture } from './fixtures';

describeFixtures.each(
  [
    'barman',
    'filestore-sync',
    'odoo-zip',
    'pgbackrest',
    'pgdump',
    'restic',
  ].flatMap(tool => fixtureNames(tool).map(name => [tool, name])),
)('%s/%s', (tool, name) => {
  it('lists as many bytes as it holds', async () => {
    const { store } = loadFixture(tool, name);
    for await (const { blobs } of store.list()) {
      expect(blobs.length).toBeGreaterThan(0);
      for (const blob of blobs) {
        const content = await store.read(blob.name, { maxBytes: 1e8 });
        expect([blob.name, content.length]).toEqual([blob.name, blob.size]);
      }
    }
  });
});
