import {
  describeFixtures,
  fixtureNames,
  loadFixture,
  MemoryStore,
} from '../__testUtils__';
import { BlobStoreError } from '../store';
import { discover } from './discover';
import { inspectStore } from './inspectStore';

const TOOLS = fixtureNames('').flatMap(tool =>
  fixtureNames(tool).map(name => [tool, name] as const),
);
const now = new Date('2026-11-21T12:00:00Z');
const targets = { rpoSeconds: 900, maxBackupAgeSeconds: 48 * 3600 };
const lastModified = new Date('2026-11-21T01:00:00Z');
const storeOf = (...names: string[]) =>
  new MemoryStore(names.map(name => ({ name, lastModified, content: 'x' })));

describeFixtures('every recorded store', () => {
  it.each(TOOLS)('%s %s', async (tool, name) => {
    const fixture = loadFixture(tool, name);
    const { expected } = fixture;
    for (const measure of [fixture.targets, targets]) {
      const { reports } = await inspectStore(fixture.store, {
        now: fixture.now,
        targets: measure,
      });
      const { verdict, rpoSeconds } = expected;
      expect(reports).toMatchObject([
        // Only the formats with WAL have it recorded.
        rpoSeconds === undefined ? { verdict } : { verdict, rpoSeconds },
      ]);
    }
  });
});

describe('what a store holds', () => {
  it('is found without listing the bulk of it', async () => {
    const segments = Array.from({ length: 5000 }, (_, n) =>
      n.toString(16).toUpperCase().padStart(8, '0'),
    );
    const store = storeOf(
      ...segments.map(n => `pg/wals/0000000100000001/0000000100000001${n}.gz`),
      ...segments.map(n => `pg/base/20261121T013001/${n}`),
      ...Array.from({ length: 256 }, (_, n) => {
        const shard = n.toString(16).padStart(2, '0');
        return `files/acme/${shard}/${shard}${'0'.repeat(38)}`;
      }),
    );
    const { entries } = await discover(store);
    expect(store.usage.listCalls).toBeLessThan(10);
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'pg/wals/0000000100000001/',
        'pg/base/20261121T013001/',
        'files/acme/00/',
      ]),
    );
  });

  it('is found in folders named after days, which are no checksums', async () => {
    const { entries } = await discover(
      storeOf('dumps/2026/11/20/acme.dump', 'dumps/2026/11/21/acme.dump'),
    );
    expect(entries).toHaveLength(2);
  });

  it('says where it did not look', async () => {
    const names = Array.from({ length: 7000 }, (_, n) => `flat/${n}`);
    expect((await discover(storeOf(...names))).overlooked).toEqual(['flat/']);
  });

  it('is no repository when nobody knows the format', async () => {
    const store = storeOf('readme.txt', 'pg/toc.dat', 'acme.tar.gz');
    expect(await inspectStore(store, { now, targets })).toEqual({
      reports: [],
      overlooked: [],
      strangers: ['acme.tar.gz', 'pg/toc.dat'],
    });
  });

  it('is several repositories, each by itself', async () => {
    const store = storeOf('a/acme.zip', 'a/beta.zip', 'b/acme.sql');
    const { reports } = await inspectStore(store, { now, targets });
    expect(
      reports.map(({ format, name, verdict }) => [format, name, verdict]),
    ).toEqual([
      ['odoo-zip', 'acme', 'critical'],
      ['odoo-zip', 'beta', 'critical'],
      ['pg-dump', 'acme', 'critical'],
    ]);
  });

  it('is not guessed from half a listing', async () => {
    const store = storeOf('acme.zip');
    store.faults.list = () => new BlobStoreError('forbidden', 'no');
    await expect(inspectStore(store, { now, targets })).rejects.toThrow('no');
  });
});
