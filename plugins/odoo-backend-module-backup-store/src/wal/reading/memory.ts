import { z } from 'zod';
import { MAX_DEFECTS, MAX_RUNS, SEGMENT_DEFECTS } from '../chain';
import { SegmentRef } from '../format';
import { Stretch } from './stretch';

export const MAX_HISTORIES = 64;

const natural = z.int().min(0);
const segmentSchema = z.tuple([natural, natural]);

const stretchSchema = z.object({
  from: segmentSchema,
  knownFrom: segmentSchema,
  since: natural,
  /** Timeline, first, last, and the time of the last. */
  runs: z.array(z.tuple([natural, natural, natural, natural])).max(MAX_RUNS),
  defects: z
    .array(z.tuple([z.enum(SEGMENT_DEFECTS), natural, natural]))
    .max(2 * MAX_DEFECTS),
});

/**
 * What is remembered of an archive between two readings: a few runs, whatever its size. It is only ever replaced as a
 * whole at the end of a reading, so that one that was interrupted has learnt nothing.
 */
export const archiveMemorySchema = z.object({
  version: z.literal(1),
  lineage: z.string(),
  segmentBytes: natural,
  /** Timelines whose history files were seen, with the ending of the file. */
  histories: z.array(z.tuple([natural, z.string().max(10)])).max(MAX_HISTORIES),
  /** Everything from its start on has been listed without an end; `end`: of the newest chain. */
  known: stretchSchema.extend({ end: segmentSchema }).optional(),
  /** A listing under way; it goes on at the name `next`. */
  audit: stretchSchema.extend({ next: z.string().max(2000) }).optional(),
});
export type ArchiveMemory = z.infer<typeof archiveMemorySchema>;

export function packStretch(stretch: Stretch): z.infer<typeof stretchSchema> {
  return {
    from: packSegment(stretch.from),
    knownFrom: packSegment(stretch.knownFrom),
    since: stretch.since,
    runs: stretch.runs.map(run => [
      run.timeline,
      run.low,
      run.high,
      run.times.at(-1) ?? 0,
    ]),
    defects: stretch.defects.map(({ code, segment }) => [
      code,
      ...packSegment(segment),
    ]),
  };
}

export function unpackStretch(packed: z.infer<typeof stretchSchema>): Stretch {
  return {
    from: unpackSegment(packed.from),
    knownFrom: unpackSegment(packed.knownFrom),
    since: packed.since,
    runs: packed.runs.map(([timeline, low, high, time]) => ({
      timeline,
      low,
      high,
      times: [time],
    })),
    defects: packed.defects.map(([code, timeline, number]) => ({
      code,
      segment: { timeline, number },
    })),
  };
}

export function packSegment(segment: SegmentRef): [number, number] {
  return [segment.timeline, segment.number];
}

export function unpackSegment([timeline, number]: [
  number,
  number,
]): SegmentRef {
  return { timeline, number };
}
