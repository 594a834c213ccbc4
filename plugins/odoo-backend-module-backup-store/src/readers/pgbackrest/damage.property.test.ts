import fc from 'fast-check';
import {
  contentOf,
  describeFixtures,
  loadFixture,
  MemoryBlob,
  MemoryStore,
} from '../../__testUtils__';
import { PgBackRestReader } from './PgBackRestReader';

const HEALTHY = ['healthy', 'healthy-bundle-zst', 'healthy-timeline2-expired'];

async function read(
  store: MemoryStore,
  { now, targets }: ReturnType<typeof loadFixture>,
  memory?: unknown,
) {
  const reader = new PgBackRestReader();
  const [location] = reader.locate(store.names().map(name => ({ name })));
  return reader.read({
    ...{ store, location, now, targets, memory },
    depth: 'metadata',
  });
}

interface Damage {
  what: string;
  /** Blobs that it can happen to. */
  files: RegExp;
  happens(store: MemoryStore, blob: MemoryBlob, at: number): void;
  /** What a finding has to name. */
  subject(name: string): string;
}

const SEGMENT = /\/([0-9A-F]{24})-[0-9a-f]{40}\.(gz|zst)$/;
const segmentOf = (name: string) => SEGMENT.exec(name)![1];
const labelOf = (name: string) => /\/backup\/[^/]+\/([^/]+)\//.exec(name)![1];
const INFO = /\/(backup|archive)\.info$/;
const DATA = /\/(bundle\/\d+|pg_data\/.*)$/;

function changed(blob: MemoryBlob, content: Buffer): MemoryBlob {
  // Whoever writes a blob gives it a new time.
  const lastModified = new Date(blob.lastModified.getTime() + 1000);
  return { ...blob, content, lastModified, size: content.length };
}

function flipped(blob: MemoryBlob, at: number): MemoryBlob {
  const content = Buffer.from(contentOf(blob));
  content[Math.floor(at * content.length)] ^= 1;
  return changed(blob, content);
}

function cut(blob: MemoryBlob, at: number): MemoryBlob {
  const content = contentOf(blob);
  return changed(blob, content.subarray(0, Math.floor(at * content.length)));
}

const DAMAGES: Damage[] = [
  {
    what: 'a WAL segment deleted',
    files: SEGMENT,
    happens: (store, { name }) => store.delete(name),
    // The last one is missed as the silence after the one before it.
    subject: name => segmentOf(name).slice(0, 20),
  },
  {
    what: 'a WAL segment emptied',
    files: SEGMENT,
    happens: (store, blob) => store.put(changed(blob, Buffer.alloc(0))),
    subject: segmentOf,
  },
  {
    what: 'a second, other WAL segment of the same name',
    files: SEGMENT,
    happens: (store, blob) =>
      store.put({ ...blob, name: blob.name.replace(/-[0-9a-f]{4}/, '-0000') }),
    subject: segmentOf,
  },
  {
    what: 'a file or bundle of a backup cut',
    files: DATA,
    happens: (store, blob, at) => store.put(cut(blob, at)),
    subject: labelOf,
  },
  {
    what: 'a file or bundle of a backup deleted',
    files: DATA,
    happens: (store, { name }) => store.delete(name),
    subject: labelOf,
  },
  {
    what: 'a manifest changed',
    files: /\/backup\.manifest$/,
    happens: (store, blob, at) => store.put(flipped(blob, at)),
    subject: labelOf,
  },
  {
    what: 'a manifest and its copy cut',
    files: /\/backup\.manifest$/,
    happens: (store, blob, at) =>
      ['', '.copy'].forEach(copy =>
        store.put(cut({ ...blob, name: blob.name + copy }, at)),
      ),
    subject: labelOf,
  },
  {
    what: 'an info file changed',
    files: INFO,
    happens: (store, blob, at) => store.put(flipped(blob, at)),
    subject: name => name,
  },
  {
    what: 'an info file deleted, its copy kept',
    files: INFO,
    happens: (store, { name }) => store.delete(name),
    subject: name => name,
  },
  {
    what: 'an info file deleted with its copy',
    files: INFO,
    happens: (store, { name }) => store.delete(name, `${name}.copy`),
    subject: name => name,
  },
];

describeFixtures.each(DAMAGES)('$what', damage => {
  it('is never ok, and names what is damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...HEALTHY),
        fc.nat(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.boolean(),
        async (fixture, pick, at, seenBefore) => {
          const loaded = loadFixture('pgbackrest', fixture);
          const { store } = loaded;
          const files = store
            .names()
            .filter(name => damage.files.test(name) && !isUnread(store, name));
          const name = files[pick % files.length];
          const whole = await read(store, loaded);
          expect(whole.report.verdict).toBe('ok');
          damage.happens(store, store.blob(name)!, at);
          const memory = seenBefore ? whole.memory : undefined;
          const { report } = await read(store, loaded, memory);
          expect([name, report.verdict]).not.toEqual([name, 'ok']);
          const said = report.findings
            .filter(({ severity }) => severity !== 'info')
            .map(({ subject }) => subject)
            .join();
          expect(said).toContain(damage.subject(name));
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);
});

/** Empty files of the database, packed: a restore makes them anew and never reads them. */
function isUnread(store: MemoryStore, name: string): boolean {
  return DATA.test(name) && store.blob(name)!.size === 20;
}

describeFixtures('what was broken', () => {
  it.each([
    'broken-wal-gap',
    'broken-archive-stalled',
    'broken-truncated-base',
  ])('%s is ok once the bytes that it lacks are back', async name => {
    const broken = loadFixture('pgbackrest', name);
    const { store: whole } = loadFixture('pgbackrest', 'healthy-bundle-zst');
    const { report } = await read(broken.store, broken);
    expect(report.verdict).toBe('critical');
    for (const each of whole.names()) broken.store.put(whole.blob(each)!);
    const mended = await read(broken.store, broken);
    expect(mended.report).toMatchObject({ verdict: 'ok', rpoSeconds: 300 });
  });

  it('a backup that was killed is told of once it has been silent for hours', async () => {
    const killed = loadFixture('pgbackrest', 'broken-killed-backup');
    const now = new Date(killed.now.getTime() + 4 * 3_600_000);
    const targets = { ...killed.targets, rpoSeconds: 5 * 3600 };
    const { report } = await read(killed.store, { ...killed, now, targets });
    expect(report.verdict).toBe('degraded');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'backup-interrupted',
        subject: '20261121-123000F',
      }),
    );
  });
});
