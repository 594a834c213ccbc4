import {
  archivedAt,
  barmanRepository,
  backupId,
  CADENCE,
  MemoryStore,
  segmentBlob,
  SERVER,
  STORY_TARGETS,
  WalStory,
} from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { RepositoryReading } from '../BackupReader';
import { BarmanReader } from './BarmanReader';

const SEGMENTS = 100_000;
const MIB = 1024 * 1024;

/** Almost a year of a small Odoo: a segment every five minutes, a base backup every day for the last thirty. */
const story: WalStory = {
  segmentBytes: 16 * MIB,
  systemId: 7708150322908187512n,
  segments: Array.from({ length: SEGMENTS }, (_, index) => ({
    timeline: 1,
    number: 200 + index,
    extension: '.gz' as const,
  })),
  switches: [],
  backups: [
    0,
    ...Array.from(
      { length: 30 },
      (_, day) => SEGMENTS - 400 - (30 - day) * 288,
    ),
  ].map(start => ({ start, stop: start + 1 })),
  now: new Date('2026-11-21T12:00:00Z'),
};

jest.setTimeout(60_000);

describe('an archive of 100,000 segments', () => {
  const store = new MemoryStore(barmanRepository(story));
  let now = story.now;

  const read = async (memory: unknown) => {
    const before = { ...store.usage };
    const reading = await new BarmanReader().read({
      store,
      location: { format: 'barman', prefix: SERVER, name: 'acme-prod' },
      targets: STORY_TARGETS,
      now,
      depth: 'metadata',
      // As a database gives it back.
      memory: memory && JSON.parse(JSON.stringify(memory)),
    });
    const readCalls = store.usage.readCalls - before.readCalls;
    expect(store.usage.bytesRead - before.bytesRead).toBeLessThan(100_000);
    expect(JSON.stringify(reading.memory).length).toBeLessThan(3000);
    return {
      reading,
      readCalls,
      listCalls: store.usage.listCalls - before.listCalls,
    };
  };
  const settle = async (remembered: unknown) => {
    let memory = remembered;
    for (let steps = 0; ; steps++) {
      const { reading, listCalls } = await read(memory);
      expect(listCalls).toBeLessThanOrEqual(3 + 20);
      if (!reading.pending) return { reading, steps };
      memory = reading.memory;
    }
  };
  const newest = () => archivedAt(story, SEGMENTS - 1).toISOString();

  let first: RepositoryReading;
  let settled: RepositoryReading;

  it('tells the newest restorable point after three list calls', async () => {
    const { reading, listCalls } = await read(undefined);
    first = reading;
    expect(listCalls).toBe(3);
    expect(reading.report).toMatchObject({
      verdict: 'ok',
      newestUsableBackup: backupId(story.backups.at(-1)!),
      newestRestorePoint: newest(),
    });
  });

  it('claims nothing of what it has not looked at', () => {
    const from = archivedAt(story, story.backups.at(-1)!.stop).toISOString();
    expect(first.pending).toBe(true);
    expect(first.report.windows).toEqual([{ from, to: newest(), timeline: 1 }]);
    expect(first.report.findings.map(({ code }) => code)).toContain(
      'window-unverified',
    );
  });

  it('knows the whole window after a few bounded steps', async () => {
    const { reading, steps } = await settle(first.memory);
    settled = reading;
    expect(steps).toBeLessThanOrEqual(6);
    const from = archivedAt(story, story.backups[0].stop).toISOString();
    expect(reading.report.windows).toEqual([
      { from, to: newest(), timeline: 1 },
    ]);
  });

  it('stays at three list calls while segments come', async () => {
    story.segments.push({
      timeline: 1,
      number: 200 + SEGMENTS,
      extension: '.gz',
    });
    now = story.now = new Date(now.getTime() + CADENCE * 1000);
    store.put(segmentBlob(story, SEGMENTS));
    const { reading, listCalls, readCalls } = await read(settled.memory);
    settled = reading;
    expect(listCalls).toBe(3);
    // One small file for each of the 31 backups, and some samples.
    expect(readCalls).toBeLessThanOrEqual(31 + 14);
    expect(reading.report).toMatchObject({
      verdict: 'ok',
      newestRestorePoint: archivedAt(story, SEGMENTS).toISOString(),
    });
    expect(reading.pending).toBeUndefined();
  });

  it('learns nothing from a listing that breaks off, and claims nothing', async () => {
    store.faults.list = ({ startFrom }) =>
      startFrom ? new BlobStoreError('unavailable', 'cut') : undefined;
    const { reading } = await read(settled.memory);
    store.faults.list = undefined;
    expect(reading.memory).toEqual(settled.memory);
    expect(reading.report).toMatchObject({
      verdict: 'unknown',
      partial: true,
      newestRestorePoint: null,
      windows: [],
    });
  });

  // 300 back is where the listing begins.
  it.each([299, 300])(
    'notices at once that the segment %d before the end is gone',
    async back => {
      const blob = segmentBlob(story, SEGMENTS - back);
      store.delete(blob.name);
      const { reading } = await read(settled.memory);
      store.put(blob);
      expect(reading.report).toMatchObject({
        verdict: 'critical',
        newestRestorePoint: archivedAt(
          story,
          SEGMENTS - back - 1,
        ).toISOString(),
      });
    },
  );

  it('notices at once that a folder is gone', async () => {
    const names = Array.from(
      { length: 256 },
      (_, i) => segmentBlob(story, 50_000 - ((50_000 + 200) % 256) + i).name,
    );
    const blobs = names.map(name => store.blob(name)!);
    store.delete(...names);
    const { reading } = await settle(settled.memory);
    expect(reading.report).toMatchObject({
      verdict: 'degraded',
      gaps: [{ segments: 256 }],
    });
    store.put(...blobs);
  });

  it('notices within a day that an old one is gone', async () => {
    store.delete(segmentBlob(story, 5000).name);
    const { reading } = await settle(settled.memory);
    expect(reading.report.verdict).toBe('ok');
    now = new Date(now.getTime() + 25 * 3_600_000);
    const later = await settle(settled.memory);
    expect(later.reading.report.gaps).toHaveLength(1);
  });
});
