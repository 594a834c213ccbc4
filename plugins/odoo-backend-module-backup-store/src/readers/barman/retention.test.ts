import {
  backupId,
  barmanRepository,
  MemoryStore,
  segmentBlob,
  SERVER,
  STORY_TARGETS,
  WalStory,
} from '../../__testUtils__';
import { BarmanReader } from './BarmanReader';

const story: WalStory = {
  segmentBytes: 16 * 1024 * 1024,
  systemId: 7708150322908187512n,
  segments: Array.from({ length: 150 }, (_, index) => ({
    timeline: 1,
    number: 200 + index,
    extension: '.gz' as const,
  })),
  switches: [],
  backups: [10, 90].map(start => ({ start, stop: start + 1 })),
  now: new Date('2026-11-21T12:00:00Z'),
};

/** The WAL between both backups is gone, and the older one is marked to be kept. */
async function readKept(target: string) {
  const store = new MemoryStore(barmanRepository(story));
  store.put({
    name: `${SERVER}base/${backupId(story.backups[0])}/annotations/keep`,
    lastModified: story.now,
    content: target,
  });
  store.delete(
    ...story.segments
      .slice(12, 90)
      .map((_, i) => segmentBlob(story, 12 + i).name),
  );
  const { report } = await new BarmanReader().read({
    store,
    location: { format: 'barman', prefix: SERVER, name: 'acme-prod' },
    targets: STORY_TARGETS,
    now: story.now,
    depth: 'metadata',
  });
  return report;
}

describe('a backup that is kept beyond retention', () => {
  it('misses no WAL after it, when it is kept for itself', async () => {
    expect(await readKept('standalone')).toMatchObject({
      verdict: 'ok',
      gaps: [],
    });
  });

  it('misses it when it is to reach every later moment', async () => {
    expect(await readKept('full')).toMatchObject({
      verdict: 'degraded',
      gaps: [{ segments: 78 }],
    });
  });
});
