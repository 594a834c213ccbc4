import { MemoryBlob, MemoryStore } from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { MalformedBackup } from '../bytes';
import { Examination } from './Examination';
import { SeriesReader } from './SeriesReader';

/** Files that say in plain words what an examination of them tells. */
const reader = new SeriesReader(
  'pg-dump',
  /\.dump$/,
  async ({ store, blob }) => {
    const text = String(await store.read(blob.name, { maxBytes: 1000 }));
    if (text === 'cut') throw new MalformedBackup('truncated', 'was cut');
    return { problems: [], amounts: {}, ...JSON.parse(text) };
  },
);

const dump = (
  day: number,
  told: Partial<Examination> | 'cut' = {},
  blob: Partial<MemoryBlob> = {},
): MemoryBlob => ({
  name: `acme_2026-11-${day}_01-00-00.dump`,
  lastModified: new Date(`2026-11-${day}T01:10:00Z`),
  content: told === 'cut' ? told : JSON.stringify(told),
  ...blob,
});

async function read(
  store: MemoryStore,
  memory?: unknown,
  depth: 'metadata' | 'content' = 'metadata',
) {
  const reading = await reader.read({
    store,
    location: { format: 'pg-dump', prefix: '', name: 'acme' },
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 48 * 3600 },
    now: new Date('2026-11-21T12:00:00Z'),
    depth,
    memory,
  });
  const { findings } = reading.report;
  return {
    ...reading,
    found: findings.map(({ severity, code }) => `${severity} ${code}`),
  };
}

const amounts = (bytes: number) => ({ amounts: { bytes } });
const database = (name: string) => ({ database: name });

it.each<[string, MemoryBlob[], string, string[]]>([
  ['all good', [dump(20), dump(21)], 'ok', []],
  [
    'the newest cut',
    [dump(20), dump(21, 'cut')],
    'critical',
    ['critical truncated'],
  ],
  [
    'an older one cut',
    [dump(20, 'cut'), dump(21)],
    'degraded',
    ['degraded truncated'],
  ],
  [
    'all cut',
    [dump(21, 'cut')],
    'critical',
    ['critical truncated', 'critical no-usable-backup'],
  ],
  [
    'none since three days',
    [dump(18)],
    'critical',
    ['critical backup-too-old'],
  ],
  [
    'half of what there was',
    [dump(20, amounts(100)), dump(21, amounts(50))],
    'degraded',
    ['degraded shrunk'],
  ],
  [
    'hardly anything of what there was',
    [dump(20, amounts(100)), dump(21, amounts(5))],
    'critical',
    ['critical collapsed'],
  ],
  [
    'an older one that shrank',
    [dump(19, amounts(100)), dump(20, amounts(5)), dump(21, amounts(5))],
    'ok',
    [],
  ],
  [
    'another database than before',
    [dump(20, database('acme')), dump(21, database('beta'))],
    'critical',
    ['critical wrong-database'],
  ],
  [
    'always another database',
    [dump(20, database('beta')), dump(21, database('beta'))],
    'degraded',
    ['degraded other-name', 'degraded other-name'],
  ],
  [
    'an old one that was uploaded again',
    [dump(18, {}, { lastModified: new Date('2026-11-21T01:00:00Z') })],
    'critical',
    ['critical backup-too-old'],
  ],
])('%s', async (_, blobs, verdict, expected) => {
  const { report, found } = await read(new MemoryStore(blobs));
  expect([report.verdict, found]).toEqual([verdict, expected]);
});

it.each([
  [20, 'archived', 'ok', undefined],
  [21, 'archived', 'unknown', undefined],
  [20, 'throttled', 'unknown', true],
  [21, 'forbidden', 'unknown', true],
] as const)('%s is %s: %s', async (day, kind, verdict, partial) => {
  const store = new MemoryStore([dump(20), dump(21)]);
  store.faults.read = name =>
    name.includes(`-${day}_`) ? new BlobStoreError(kind, 'no') : undefined;
  const { report } = await read(store);
  expect([report.verdict, report.partial]).toEqual([verdict, partial]);
});

it('reads a file once, and again when it is another', async () => {
  const store = new MemoryStore([dump(20), dump(21)]);
  const { memory } = await read(store);
  const { readCalls } = store.usage;
  await read(store, JSON.parse(JSON.stringify(memory)));
  expect(store.usage.readCalls).toBe(readCalls);
  store.put(dump(21, 'cut'));
  expect((await read(store, memory)).report.verdict).toBe('critical');
});

it('looks into older ones only when contents are asked for', async () => {
  const old = Array.from({ length: 20 }, (_, n) =>
    dump(21, n < 2 ? 'cut' : {}, {
      name: `acme_2026-10-${n + 10}_01-00-00.dump`,
    }),
  );
  const store = new MemoryStore([...old, dump(21)]);
  expect((await read(store)).report.verdict).toBe('ok');
  expect((await read(store, undefined, 'content')).found).toEqual([
    'degraded truncated',
    'degraded truncated',
  ]);
});

it('counts nothing that is dated after now, but for clocks that differ a little', async () => {
  const at = (time: string) => ({
    ...dump(20),
    name: 'acme.dump',
    lastModified: new Date(time),
  });
  const skewed = await read(new MemoryStore([at('2026-11-22T12:00:00Z')]));
  expect(skewed.found).toEqual(['unknown clock-skew']);
  expect(skewed.report).toMatchObject({
    newestRestorePoint: null,
    rpoSeconds: null,
    windows: [],
  });
  const close = await read(new MemoryStore([at('2026-11-21T12:01:00Z')]));
  expect(close.report).toMatchObject({
    verdict: 'ok',
    newestRestorePoint: '2026-11-21T12:00:00.000Z',
    rpoSeconds: 0,
  });
});
