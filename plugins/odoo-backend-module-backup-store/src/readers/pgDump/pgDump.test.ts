import {
  describeFixtures,
  fixtureNames,
  loadFixture,
} from '../../__testUtils__';
import { pgDumpReader } from '.';

describeFixtures('real archives of pg_dump', () => {
  it.each(
    fixtureNames('pgdump').flatMap(name => [
      [name, 'metadata' as const],
      [name, 'content' as const],
    ]),
  )('%s by its %s', async (name, depth) => {
    const { store, expected, now, targets } = loadFixture('pgdump', name);
    const [location] = pgDumpReader.locate(
      store.names().map(each => ({ name: each })),
    );
    const request = { store, location, targets, now, depth };
    const { report, memory } = await pgDumpReader.read(request);
    expect(report).toMatchObject({
      verdict: expected.verdict,
      newestUsableBackup: expected.newestUsable,
    });
    const { bytesRead } = store.usage;
    const again = await pgDumpReader.read({ ...request, memory });
    expect(again.report).toEqual(report);
    expect(store.usage.bytesRead).toBe(bytesRead);
  });
});
