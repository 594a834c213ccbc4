import {
  describeFixtures,
  fixtureNames,
  loadFixture,
} from '../../__testUtils__';
import { odooZipReader } from '.';

describeFixtures('real backups of the database manager', () => {
  it.each(
    fixtureNames('odoo-zip').flatMap(name => [
      [name, 'metadata' as const],
      [name, 'content' as const],
    ]),
  )('%s by its %s', async (name, depth) => {
    const { store, expected, now, targets } = loadFixture('odoo-zip', name);
    const [location] = odooZipReader.locate(
      store.names().map(n => ({ name: n })),
    );
    const request = { store, location, targets, now, depth };
    const { report, memory } = await odooZipReader.read(request);
    expect(report).toMatchObject({
      verdict: expected.verdict,
      newestUsableBackup: expected.newestUsable,
    });
    const { bytesRead } = store.usage;
    const again = await odooZipReader.read({ ...request, memory });
    expect(again.report).toEqual(report);
    expect(store.usage.bytesRead).toBe(bytesRead);
  });
});
