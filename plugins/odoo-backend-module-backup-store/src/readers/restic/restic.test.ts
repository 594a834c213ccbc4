import {
  describeFixtures,
  fixtureNames,
  loadFixture,
} from '../../__testUtils__';
import { ResticReader } from '.';

const reader = new ResticReader();

describeFixtures('real repositories of restic', () => {
  it.each(
    fixtureNames('restic').flatMap(name => [
      [name, 'metadata' as const],
      [name, 'content' as const],
    ]),
  )('%s by its %s', async (name, depth) => {
    const { store, expected, now, targets } = loadFixture('restic', name);
    const locations = reader.locate(
      store.names().map(each => ({ name: each })),
    );
    expect(locations).toHaveLength(1);
    const [location] = locations;
    const request = { store, location, targets, now, depth };
    const { report } = await reader.read(request);
    expect(report.verdict).toBe(expected.verdict);
    expect(`snapshot ${report.newestUsableBackup}`).toBe(
      String(expected.newestUsable).slice(0, 'snapshot '.length + 8),
    );
  });
});
