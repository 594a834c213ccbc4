import fc from 'fast-check';
import {
  archivedAt,
  backupBlobs,
  backupId,
  barmanRepository,
  CADENCE,
  historyBlob,
  MemoryStore,
  readSettled,
  segmentBlob,
  SERVER,
  storedSegment,
  STORY_TARGETS,
  WalStory,
  walStories,
} from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { BarmanReader } from './BarmanReader';

const reader = new BarmanReader();
const location = { format: 'barman' as const, prefix: SERVER, name: 'acme' };

const read = (store: MemoryStore, now: Date) =>
  readSettled(reader, {
    store,
    location,
    targets: STORY_TARGETS,
    now,
    depth: 'metadata',
  });

/** Damages a store, and returns when it is looked at; undefined where the story has no place for this defect. */
type Defect = (
  store: MemoryStore,
  story: WalStory,
  choose: (count: number) => number,
) => Date | undefined;

const newestBackup = ({ backups }: WalStory) => backups.at(-1)!;
const anyBackup = ({ backups }: WalStory, choose: (count: number) => number) =>
  backups[choose(backups.length)];
/** Of those that retention keeps and that have arrived long ago. */
const keptSegment = (story: WalStory, choose: (count: number) => number) => {
  const settled = story.segments.length - Math.ceil(600 / CADENCE) - 1;
  const first = story.backups[0].start;
  return first + choose(settled - first);
};
const inFolder = (story: WalStory, backup: { start: number; stop: number }) =>
  backupBlobs(story, backup).map(blob => blob.name);

const DEFECTS: Record<string, Defect> = {
  'a segment is gone': (store, story, choose) => {
    store.delete(segmentBlob(story, keptSegment(story, choose)).name);
    return story.now;
  },
  'a segment has no content': (store, story, choose) => {
    const blob = segmentBlob(story, keptSegment(story, choose));
    store.put({ ...blob, size: 0, content: '' });
    return story.now;
  },
  'the newest segment has no content': (store, story) => {
    const blob = segmentBlob(story, story.segments.length - 1);
    store.put({ ...blob, size: 0, content: '' });
    return story.now;
  },
  'a segment is there twice': (store, story, choose) => {
    const blob = segmentBlob(story, keptSegment(story, choose));
    store.put({ ...blob, name: `${blob.name.replace(/\.\w+$/, '')}.bz2` });
    return story.now;
  },
  'an uncompressed segment was cut': (store, story, choose) => {
    const index = keptSegment(story, choose);
    if (story.segments[index].extension !== '') return undefined;
    const blob = segmentBlob(story, index);
    store.put({ ...blob, size: blob.size! - 512 });
    return story.now;
  },
  'the newest compressed segment was cut': (store, story) => {
    const index = story.segments.length - 1;
    if (story.segments[index].extension !== '.gz') return undefined;
    const blob = segmentBlob(story, index);
    const content = storedSegment(story.segments[index], story, '.gz')
      .content()
      .subarray(0, -100);
    store.put({ ...blob, content });
    return story.now;
  },
  'the newest segment is of another database': (store, story) => {
    const index = story.segments.length - 1;
    const { extension, ...segment } = story.segments[index];
    const other = { ...story, systemId: story.systemId ^ 1n };
    store.put({
      ...segmentBlob(story, index),
      ...storedSegment(segment, other, extension),
    });
    return story.now;
  },
  'the newest segment is another one': (store, story) => {
    const index = story.segments.length - 1;
    const { extension, ...segment } = story.segments[index];
    const other = { ...segment, number: segment.number - 1 };
    store.put({
      ...segmentBlob(story, index),
      ...storedSegment(other, story, extension),
    });
    return story.now;
  },
  'nothing is archived any more': (_, story) =>
    new Date(story.now.getTime() + STORY_TARGETS.rpoSeconds * 1000),
  'the newest backup failed, with an end time': (store, story) => {
    store.put(...backupBlobs(story, newestBackup(story), { status: 'FAILED' }));
    store.delete(inFolder(story, newestBackup(story))[1]);
    return story.now;
  },
  'the data of a backup is gone': (store, story, choose) => {
    store.delete(inFolder(story, anyBackup(story, choose))[1]);
    return story.now;
  },
  'the data of a backup was cut': (store, story, choose) => {
    const [, tar] = backupBlobs(story, anyBackup(story, choose));
    store.put({
      ...tar,
      content: Buffer.from(tar.content as Buffer).subarray(0, -7),
    });
    return story.now;
  },
  'a tablespace of a backup is gone': (store, story, choose) => {
    const tablespaces = "[('fast', 16387, '/mnt/fast')]";
    store.put(...backupBlobs(story, anyBackup(story, choose), { tablespaces }));
    return story.now;
  },
  'the backup.info of a backup is gone': (store, story, choose) => {
    store.delete(inFolder(story, anyBackup(story, choose))[0]);
    return story.now;
  },
  'the backup.info of a backup was cut': (store, story, choose) => {
    const [info] = backupBlobs(story, anyBackup(story, choose));
    store.put({ ...info, content: String(info.content).slice(0, 300) });
    return story.now;
  },
  'the newest backup was deleted': (store, story) => {
    store.delete(...inFolder(story, newestBackup(story)).slice(0, 2));
    return story.now;
  },
  'all backups were deleted': (store, story) => {
    store.delete(...story.backups.flatMap(each => inFolder(story, each)));
    return story.now;
  },
  'a backup was taken of another database': (store, story, choose) => {
    const systemid = String(story.systemId ^ 1n);
    store.put(...backupBlobs(story, anyBackup(story, choose), { systemid }));
    return story.now;
  },
  'the history of a timeline is gone': (store, story, choose) => {
    const [oldest] = story.backups;
    const after = story.switches.filter(
      each => each.timeline > story.segments[oldest.start].timeline,
    );
    if (after.length === 0) return undefined;
    const { timeline } = after[choose(after.length)];
    store.delete(historyBlob(story, timeline).name);
    // What comes after the newest one needs no older file.
    return timeline === story.segments.at(-1)!.timeline ? story.now : undefined;
  },
  'the history of the newest timeline is garbage': (store, story) => {
    const timeline = story.segments.at(-1)!.timeline;
    if (timeline === 1) return undefined;
    store.put({ ...historyBlob(story, timeline), content: 'garbage' });
    return story.now;
  },
  'the clock of the store is ahead': (_, story) =>
    new Date(story.now.getTime() - 3_600_000),
  'the newest backup is too old': (store, story) => {
    const index = newestBackup(story).stop;
    const age =
      (story.now.getTime() - archivedAt(story, index).getTime()) / 1000;
    const later = STORY_TARGETS.maxBackupAgeSeconds - age + CADENCE;
    // Archiving goes on meanwhile: all that is known of it has moved by as much.
    store.put(
      ...store
        .names()
        .filter(name => name.includes('/wals/'))
        .map(name => store.blob(name)!)
        .map(blob => ({
          ...blob,
          lastModified: new Date(blob.lastModified.getTime() + later * 1000),
        })),
    );
    return new Date(story.now.getTime() + later * 1000);
  },
  'the store does not list the archive': (store, story) => {
    store.faults.list = ({ prefix }) =>
      prefix?.endsWith('wals/')
        ? new BlobStoreError('throttled', 'later')
        : undefined;
    return story.now;
  },
  'the store stops in the middle of a listing': (store, story) => {
    store.faults.list = (_, page) =>
      page === 1 ? new BlobStoreError('unavailable', 'cut') : undefined;
    store.pageSize = 5;
    return story.now;
  },
  'the store does not give a backup.info': (store, story, choose) => {
    const [info] = inFolder(story, anyBackup(story, choose));
    store.faults.read = name =>
      name === info ? new BlobStoreError('forbidden', 'no') : undefined;
    return story.now;
  },
};

describe('a chain in which nothing is wrong', () => {
  it('is ok, and restorable to its last segment', async () => {
    await fc.assert(
      fc.asyncProperty(walStories, async story => {
        const store = new MemoryStore(barmanRepository(story));
        const report = await read(store, story.now);
        const last = archivedAt(story, story.segments.length - 1);
        expect(report).toMatchObject({
          verdict: 'ok',
          newestUsableBackup: backupId(newestBackup(story)),
          newestRestorePoint: last.toISOString(),
          rpoSeconds: 30,
          gaps: [],
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a chain with one defect', () => {
  it.each(Object.entries(DEFECTS))('is never ok: %s', async (_, defect) => {
    await fc.assert(
      fc.asyncProperty(walStories, fc.nat(), async (story, seed) => {
        const store = new MemoryStore(barmanRepository(story));
        const now = defect(store, story, count => seed % Math.max(1, count));
        fc.pre(now !== undefined);
        const report = await read(store, now!);
        expect(report.verdict).not.toBe('ok');
        const point = Date.parse(report.newestRestorePoint ?? '') || 0;
        expect(point).toBeLessThanOrEqual(now!.getTime());
      }),
      { numRuns: 20 },
    );
  });
});
