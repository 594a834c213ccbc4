import {
  archivedAt,
  MemoryBlob,
  MemoryStore,
  STORY_TARGETS,
  walgBackup,
  walgName,
  walgRepository,
  walgSegment,
  WALG_ROOT,
  WalStory,
} from '../../__testUtils__';
import { WalgReader } from './WalgReader';

const MIB = 1024 * 1024;
const reader = new WalgReader();

function storyOf(length: number, starts: number[]): WalStory {
  return {
    segmentBytes: 16 * MIB,
    systemId: 2n ** 64n - 1n,
    segments: Array.from({ length }, (_, index) => ({
      timeline: 1,
      number: 200 + index,
      extension: '.lz4' as const,
    })),
    switches: [],
    backups: starts.map(start => ({ start, stop: start + 1 })),
    now: new Date('2026-11-21T12:00:00Z'),
  };
}

async function read(store: MemoryStore, story: WalStory) {
  const { report } = await reader.read({
    store,
    location: { format: 'wal-g', prefix: WALG_ROOT, name: 'acme' },
    targets: STORY_TARGETS,
    now: story.now,
    depth: 'metadata',
  });
  return {
    ...report,
    said: report.findings.map(({ severity, code }) => `${severity} ${code}`),
  };
}

describe('WalgReader', () => {
  const story = storyOf(150, [10, 60, 90]);
  const storeWith = (...blobs: MemoryBlob[]) => {
    const store = new MemoryStore(walgRepository(story));
    store.put(...blobs);
    return store;
  };

  it('finds repositories by their folders', () => {
    const entries = [
      { name: 'walg/acme/basebackups_005/base_000000010000000000000010/' },
      { name: 'walg/acme/wal_005/' },
      { name: 'wal_005/' },
      { name: 'acme-prod/wals/0000000100000001/' },
    ];
    expect(reader.locate(entries)).toEqual([
      { format: 'wal-g', prefix: 'walg/acme/', name: 'acme' },
      { format: 'wal-g', prefix: '', name: 'wal-g' },
    ]);
  });

  it('tells of a chain of deltas', async () => {
    expect(await read(storeWith(), story)).toMatchObject({
      verdict: 'ok',
      chain: { systemId: '18446744073709551615' },
      backups: [
        { kind: 'full', status: 'usable', sizeBytes: 12 },
        { kind: 'incremental', status: 'usable' },
        { kind: 'incremental', status: 'usable' },
      ],
    });
  });

  it('takes what WAL-G keeps beside segments for no segment', async () => {
    const delta = walgSegment(story, 20).name.replace('.lz4', '_delta.lz4');
    const odd = { name: delta, lastModified: story.now, content: 'x' };
    expect(await read(storeWith(odd), story)).toMatchObject({ verdict: 'ok' });
  });

  it('reads metadata.json where the sentinel lists every file', async () => {
    const alone = storyOf(150, [10]);
    const [sentinel] = walgBackup(alone, 0);
    const store = new MemoryStore(walgRepository(alone));
    store.put({
      ...sentinel,
      size: 2 ** 31,
      content: () => Buffer.alloc(2 * MIB, ' '),
    });
    expect(await read(store, alone)).toMatchObject({
      verdict: 'ok',
      newestRestorePoint: archivedAt(alone, 149).toISOString(),
    });
    expect(store.usage.bytesRead).toBeLessThan(MIB);
  });

  it('damages a backup alone by a sentinel without an end', async () => {
    const [sentinel] = walgBackup(story, 2);
    const endless = { ...sentinel, content: '[{"LSN":'.repeat(500_000) };
    expect(await read(storeWith(endless), story)).toMatchObject({
      newestUsableBackup: walgName(story, 1),
      said: ['critical sentinel-corrupt'],
    });
  });

  it('does not miss the WAL after a backup that is kept for itself', async () => {
    const [sentinel, ...rest] = walgBackup(story, 0, { IsPermanent: true });
    const store = storeWith(sentinel, ...rest);
    store.delete(
      ...story.segments
        .slice(12, 60)
        .map((_, i) => walgSegment(story, 12 + i).name),
    );
    const report = await read(store, story);
    expect(report).toMatchObject({ verdict: 'ok', gaps: [] });
    expect(report.windows).toHaveLength(2);
    store.delete(walgSegment(story, 11).name);
    expect((await read(store, story)).verdict).not.toBe('ok');
  });

  it.each([
    [60, 'running', 'info backup-running'],
    [60 * 5, 'interrupted', 'degraded backup-interrupted'],
  ])(
    'cannot tell for a while whether a backup still runs: %d minutes',
    async (minutes, status, said) => {
      const name = `${WALG_ROOT}basebackups_005/base_0000000100000001000000FF`;
      const report = await read(
        storeWith({
          name: `${name}/tar_partitions/part_001.tar.lz4`,
          lastModified: new Date(story.now.getTime() - minutes * 60_000),
          content: 'x',
        }),
        story,
      );
      expect(report.backups.at(-1)?.status).toBe(status);
      expect(report.said).toEqual([said]);
    },
  );

  it('tells the newest restorable point of 100,000 segments after three list calls', async () => {
    const large = storyOf(100_000, [0, 50_000, 99_700]);
    const store = new MemoryStore(walgRepository(large));
    expect(await read(store, large)).toMatchObject({
      verdict: 'ok',
      newestRestorePoint: archivedAt(large, 99_999).toISOString(),
    });
    expect(store.usage.listCalls).toBeLessThanOrEqual(3);
  }, 30_000);
});
