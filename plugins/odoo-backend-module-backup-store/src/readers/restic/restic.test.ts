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

  const healthy = () => {
    const { store, now, targets } = loadFixture('restic', 'healthy');
    const [location] = reader.locate(
      store.names().map(each => ({ name: each })),
    );
    const find = (part: string) =>
      store.names().find(name => name.includes(part))!;
    return { find, request: { store, location, now, targets } };
  };

  it('falls back to the snapshot before one that is damaged', async () => {
    const { find, request } = healthy();
    request.store.put({
      name: find('/snapshots/f6d1ec98'),
      lastModified: new Date('2026-11-21T01:30:02Z'),
      content: 'x'.repeat(289),
    });
    const { report } = await reader.read({ ...request, depth: 'content' });
    expect(report).toMatchObject({
      verdict: 'critical',
      newestUsableBackup: 'c8e6299c',
    });
  });

  it('notices that the snapshot of the newest run is gone', async () => {
    const { find, request } = healthy();
    request.store.delete(find('/snapshots/f6d1ec98'));
    const { report } = await reader.read({ ...request, depth: 'metadata' });
    expect(report.newestUsableBackup).toBe('c8e6299c');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'snapshot-missing',
        severity: 'degraded',
      }),
    );
  });

  it.each(['/config', '/keys/'])('cannot be opened without %s', async part => {
    const { find, request } = healthy();
    request.store.delete(find(part));
    const { report } = await reader.read({ ...request, depth: 'metadata' });
    expect(report).toMatchObject({
      verdict: 'critical',
      newestUsableBackup: null,
    });
  });

  it('looks at sizes again only when something has changed', async () => {
    const { find, request } = healthy();
    const { store } = request;
    const read = async (memory?: unknown) => {
      const before = store.usage.readCalls;
      const metadata = { ...request, memory, depth: 'metadata' as const };
      const reading = await reader.read(metadata);
      return { ...reading, calls: store.usage.readCalls - before };
    };
    const first = await read();
    const second = await read(first.memory);
    expect(second.calls).toBeLessThan(first.calls);
    store.delete(find('/data/06/'));
    const third = await read(second.memory);
    expect(third.report.verdict).toBe('critical');
  });
});
