import fc from 'fast-check';
import { describeFixtures, loadFixture } from '../__testUtils__';
import { inspectStore } from '../inspect';

type Damage = 'truncated' | 'flipped' | 'emptied' | 'deleted';

/**
 * What must never be ok. Only the database knows that a filestore lacks a file, and a backup less in a series
 * that goes on, or a snapshot that was forgotten, is how retention works.
 */
const DAMAGES: [tool: string, files: RegExp, damages: Damage[]][] = [
  ['odoo-zip', /./, ['truncated', 'flipped', 'emptied']],
  ['pgdump', /./, ['truncated', 'flipped', 'emptied']],
  ['filestore-sync', /./, ['truncated', 'flipped', 'emptied']],
  [
    'restic',
    /\/(config|keys|data|index)(\/|$)/,
    ['truncated', 'flipped', 'emptied', 'deleted'],
  ],
  ['restic', /\/snapshots\//, ['truncated', 'flipped', 'emptied']],
];

async function verdictAfter(damage: {
  tool: string;
  file: string;
  how: Damage;
  at: number;
}) {
  const { tool, file, how, at } = damage;
  const { store, now, targets } = loadFixture(tool, 'healthy');
  const before = await store.read(file, { maxBytes: 1e8 });
  if (how === 'deleted') store.delete(file);
  else {
    const place = Math.floor(at * before.length);
    const content = Buffer.from(
      before.subarray(0, { truncated: place, emptied: 0 }[String(how)]),
    );
    if (how === 'flipped') content[place] ^= 1 << place % 8;
    // What was damaged in the store still has the checksum that it was uploaded with.
    for await (const { blobs } of store.list({ prefix: file })) {
      store.put({ ...blobs[0], size: content.length, content });
    }
  }
  const { reports } = await inspectStore(store, { now, targets });
  return reports.map(({ verdict }) => verdict);
}

describeFixtures.each(DAMAGES)('%s %s', (tool, files, damages) => {
  const names = loadFixture(tool, 'healthy')
    .store.names()
    .filter(name => files.test(name));

  it('is ok until a file is damaged, and never after', async () => {
    const { store, now, targets } = loadFixture(tool, 'healthy');
    const { reports } = await inspectStore(store, { now, targets });
    expect(reports.map(({ verdict }) => verdict)).toEqual(['ok']);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.constantFrom(...damages),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (file, how, at) => {
          expect(await verdictAfter({ tool, file, how, at })).not.toContain(
            'ok',
          );
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
