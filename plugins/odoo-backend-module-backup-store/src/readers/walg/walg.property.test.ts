import fc from 'fast-check';
import {
  archivedAt,
  MemoryStore,
  noise,
  readSettled,
  STORY_TARGETS,
  walgBackup,
  walgHistory,
  walgName,
  walgRepository,
  walgSegment,
  WALG_ROOT,
  WalStory,
  walStories,
} from '../../__testUtils__';
import { BlobStoreError } from '../../store';
import { WalgReader } from './WalgReader';

const reader = new WalgReader();
const location = { format: 'wal-g' as const, prefix: WALG_ROOT, name: 'acme' };

const read = (store: MemoryStore, now: Date) =>
  readSettled(reader, {
    store,
    location,
    targets: STORY_TARGETS,
    now,
    depth: 'metadata',
  });

type Choose = (count: number) => number;
/** Damages a store, and returns when it is looked at; undefined where the story has no place for this defect. */
type Defect = (
  store: MemoryStore,
  story: WalStory,
  choose: Choose,
) => Date | undefined;

const keptSegment = (story: WalStory, choose: Choose) => {
  const first = story.backups[0].start;
  return first + choose(story.segments.length - 4 - first);
};
const anyBackup = ({ backups }: WalStory, choose: Choose) =>
  choose(backups.length);
const replaceIn = (text: unknown, from: RegExp, to: string) =>
  String(text).replace(from, to);

const DEFECTS: Record<string, Defect> = {
  'a segment is gone': (store, story, choose) => {
    store.delete(walgSegment(story, keptSegment(story, choose)).name);
    return story.now;
  },
  'a segment has no content': (store, story, choose) => {
    const blob = walgSegment(story, keptSegment(story, choose));
    store.put({ ...blob, size: 0, content: '' });
    return story.now;
  },
  'the newest segment is garbage': (store, story) => {
    const blob = walgSegment(story, story.segments.length - 1);
    store.put({ ...blob, content: Buffer.alloc(3000, 0xee) });
    return story.now;
  },
  'every segment is encrypted': (store, story) => {
    story.segments.forEach((segment, index) => {
      if (segment.extension === '') return;
      store.put({
        ...walgSegment(story, index),
        content: () => noise(segment, 3000),
      });
    });
    return story.segments.some(each => each.extension === '')
      ? undefined
      : story.now;
  },
  'nothing is archived any more': (_, story) =>
    new Date(story.now.getTime() + STORY_TARGETS.rpoSeconds * 1000),
  'a sentinel is gone': (store, story, choose) => {
    store.delete(walgBackup(story, anyBackup(story, choose))[0].name);
    return story.now;
  },
  'a sentinel was cut': (store, story, choose) => {
    const [sentinel] = walgBackup(story, anyBackup(story, choose));
    store.put({ ...sentinel, content: String(sentinel.content).slice(0, 50) });
    return story.now;
  },
  'the positions of a sentinel are another one’s': (store, story, choose) => {
    const [sentinel] = walgBackup(story, anyBackup(story, choose));
    const content = replaceIn(sentinel.content, /"LSN":\d+/, '"LSN":4096');
    store.put({ ...sentinel, content });
    return story.now;
  },
  'a partition is gone': (store, story, choose) => {
    store.delete(walgBackup(story, anyBackup(story, choose))[4].name);
    return story.now;
  },
  'a partition has no content': (store, story, choose) => {
    const blob = walgBackup(story, anyBackup(story, choose))[3];
    store.put({ ...blob, content: '' });
    return story.now;
  },
  'pg_control is gone': (store, story, choose) => {
    store.delete(walgBackup(story, anyBackup(story, choose))[5].name);
    return story.now;
  },
  'the whole backup behind the deltas is gone': (store, story) => {
    store.delete(...walgBackup(story, 0).map(blob => blob.name));
    return story.now;
  },
  'deltas lean on each other': (store, story) => {
    const DeltaFrom = walgName(story, story.backups.length - 1);
    store.put(...walgBackup(story, 0, { DeltaFrom }));
    return story.now;
  },
  'a backup was taken of another database': (store, story, choose) => {
    const SystemIdentifier = String(story.systemId ^ 1n);
    const index = anyBackup(story, choose);
    store.put(...walgBackup(story, index, { SystemIdentifier }));
    return story.now;
  },
  'the history of the newest timeline is garbage': (store, story) => {
    const timeline = story.segments.at(-1)!.timeline;
    if (timeline === story.segments[story.backups[0].start].timeline) {
      return undefined;
    }
    store.put({ ...walgHistory(story, timeline), content: 'garbage' });
    return story.now;
  },
  'the store stops in the middle of a listing': (store, story) => {
    store.faults.list = (_, page) =>
      page === 1 ? new BlobStoreError('unavailable', 'cut') : undefined;
    store.pageSize = 5;
    return story.now;
  },
};

describe('a chain in which nothing is wrong', () => {
  it('is ok, and restorable to its last segment', async () => {
    await fc.assert(
      fc.asyncProperty(walStories, async story => {
        const store = new MemoryStore(walgRepository(story));
        const report = await read(store, story.now);
        const last = archivedAt(story, story.segments.length - 1);
        const first = archivedAt(story, story.backups[0].stop);
        expect(report).toMatchObject({
          verdict: 'ok',
          newestUsableBackup: walgName(story, story.backups.length - 1),
          newestRestorePoint: last.toISOString(),
          windows: [{ from: first.toISOString(), to: last.toISOString() }],
          gaps: [],
        });
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('a chain with one defect', () => {
  it.each(Object.entries(DEFECTS))(
    'is never ok: %s',
    async (_, defect) => {
      await fc.assert(
        fc.asyncProperty(walStories, fc.nat(), async (story, seed) => {
          const store = new MemoryStore(walgRepository(story));
          const now = defect(store, story, count => seed % Math.max(1, count));
          fc.pre(now !== undefined);
          const { verdict } = await read(store, now!);
          expect(verdict).not.toBe('ok');
        }),
        { numRuns: 15 },
      );
    },
    60_000,
  );
});
