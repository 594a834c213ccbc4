import fc from 'fast-check';
import { SegmentRef, segmentsPerFolder } from '../wal';
import { Extension, EXTENSIONS } from './walBlobs';

const MIB = 1024 * 1024;

/** A base backup of a story: it starts and stops in segments of the history that was lived. */
export interface StoryBackup {
  /** Index into the segments. */
  start: number;
  stop: number;
}

/** The life of a database with an archive, in which nothing went wrong. */
export interface WalStory {
  segmentBytes: number;
  systemId: bigint;
  /** In the order in which they were written, over all timelines. */
  segments: (SegmentRef & { extension: Extension })[];
  /** Timelines by the segment in which they left the one before. */
  switches: { timeline: number; at: number }[];
  backups: StoryBackup[];
  now: Date;
}

/** Seconds between two segments. */
export const CADENCE = 300;
export const STORY_TARGETS = {
  rpoSeconds: 3 * CADENCE,
  maxBackupAgeSeconds: 7 * 86_400,
};
const NOW = new Date('2026-11-21T12:00:00Z');
/** A base backup is at least this many segments old: the upload of a younger one may still be under way. */
const SETTLED = (4 * 3600) / CADENCE;

/** When the store got the segment at this index. */
export function archivedAt(story: WalStory, index: number): Date {
  const back = story.segments.length - 1 - index;
  return new Date(story.now.getTime() - (back * CADENCE + 30) * 1000);
}

/** LSN of the first byte of a segment, in the words of PostgreSQL. */
export function lsnOf(
  story: Pick<WalStory, 'segmentBytes'>,
  number: number,
  offset: number,
): string {
  const lsn = BigInt(number) * BigInt(story.segmentBytes) + BigInt(offset);
  return [lsn >> 32n, lsn & 0xffffffffn]
    .map(part => part.toString(16).toUpperCase())
    .join('/');
}

/** Any segment size, timelines, compressions (also mixed in one chain) and number of backups. */
export const walStories: fc.Arbitrary<WalStory> = fc
  .record({
    power: fc.integer({ min: 0, max: 10 }),
    systemId: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
    length: fc.integer({ min: SETTLED + 12, max: SETTLED + 700 }),
    beforeBoundary: fc.integer({ min: 1, max: 300 }),
    folder: fc.integer({ min: 1, max: 200 }),
    promotions: fc.uniqueArray(fc.integer({ min: 3, max: SETTLED + 700 }), {
      maxLength: 2,
    }),
    extensions: fc.uniqueArray(fc.constantFrom(...EXTENSIONS), {
      minLength: 1,
      maxLength: 2,
    }),
    backups: fc.uniqueArray(
      fc.record({
        start: fc.integer({ min: 0, max: 650 }),
        length: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 4, selector: each => each.start },
    ),
  })
  .map(drawn => {
    const segmentBytes = 2 ** drawn.power * MIB;
    const promotions = drawn.promotions
      .filter(index => index < drawn.length - 3)
      .sort((a, b) => a - b);
    const first = Math.max(
      1,
      drawn.folder * segmentsPerFolder(segmentBytes) - drawn.beforeBoundary,
    );
    const segments = Array.from({ length: drawn.length }, (_, index) => ({
      timeline: 1 + promotions.filter(at => at <= index).length,
      number: first + index,
      extension: drawn.extensions[index < 10 ? 0 : drawn.extensions.length - 1],
    }));
    const newest = drawn.length - SETTLED;
    const backups = drawn.backups
      .map(({ start, length }) => ({
        start: start % newest,
        stop: (start % newest) + length,
      }))
      // One that spans a promotion would have failed.
      .map(({ start, stop }) => ({
        start,
        stop:
          segments[start].timeline === segments[stop].timeline ? stop : start,
      }))
      .sort((a, b) => a.start - b.start)
      // A server takes one at a time.
      .reduce<StoryBackup[]>(
        (taken, each) =>
          each.start > (taken.at(-1)?.stop ?? -1) ? [...taken, each] : taken,
        [],
      );
    return {
      segmentBytes,
      systemId: drawn.systemId,
      segments,
      switches: promotions.map((at, i) => ({
        timeline: i + 2,
        at: first + at,
      })),
      backups,
      now: NOW,
    };
  });
