import { Archive, KEPT_TIMES, MAX_RUNS, Run, SegmentDefect } from '../chain';
import { compareSegments, SegmentRef } from '../format';

/** A part of the archive, folded. */
export interface Stretch {
  /** Where its listing began. */
  from: SegmentRef;
  /** Nothing is known below: `from`, or higher when there were more holes than are remembered. */
  knownFrom: SegmentRef;
  /** Seconds since 1970 at which its listing began. */
  since: number;
  runs: readonly Run[];
  defects: readonly SegmentDefect[];
}

/** What is left of a stretch from `from` on. */
export function clipBelow(stretch: Stretch, from: SegmentRef): Stretch {
  if (compareSegments(from, stretch.from) <= 0) return stretch;
  return {
    ...stretch,
    from,
    knownFrom: later(from, stretch.knownFrom),
    runs: partFrom(stretch.runs, from),
    defects: stretch.defects.filter(
      ({ segment }) => compareSegments(segment, from) >= 0,
    ),
  };
}

/** Every segment that `older` knows from the start of `newer` on is still there. */
export function holdsAllOf(newer: Stretch, older: Stretch): boolean {
  const archive = new Archive(newer.runs);
  return partFrom(older.runs, newer.knownFrom).every(
    ({ timeline, low, high }) => {
      const run = archive.runFrom({ timeline, number: low });
      return run !== undefined && run.low <= low && high <= run.high;
    },
  );
}

/** `older`, with everything from the start of `newer` on as `newer` tells it, which holds all that `older` knows. */
export function joinStretches(older: Stretch, newer: Stretch): Stretch {
  const { from, since } = older;
  if (compareSegments(newer.knownFrom, newer.from) > 0) {
    return { ...newer, from, since };
  }
  const kept = older.runs
    .filter(run => compareSegments(lowest(run), newer.from) < 0)
    .map(run =>
      run.timeline === newer.from.timeline && run.high >= newer.from.number
        ? { ...run, high: newer.from.number - 1, times: [] }
        : run,
    );
  const before = kept.at(-1);
  const [after, ...rest] = newer.runs;
  const touch =
    before?.timeline === after?.timeline && before?.high === after?.low - 1;
  return bounded({
    ...older,
    runs:
      before && touch
        ? [...kept.slice(0, -1), joinRuns(before, after), ...rest]
        : [...kept, ...newer.runs],
    defects: [
      ...older.defects.filter(
        ({ segment }) => compareSegments(segment, newer.from) < 0,
      ),
      ...newer.defects,
    ],
  });
}

function joinRuns(before: Run, after: Run): Run {
  // Times count back from the last segment: those of `before` fit only when none is left out in between.
  const whole = after.times.length === after.high - after.low + 1;
  const times = whole ? [...before.times, ...after.times] : after.times;
  return { ...after, low: before.low, times: times.slice(-KEPT_TIMES) };
}

function bounded(stretch: Stretch): Stretch {
  if (stretch.runs.length <= MAX_RUNS) return stretch;
  const runs = stretch.runs.slice(-MAX_RUNS);
  return { ...stretch, runs, knownFrom: lowest(runs[0]) };
}

function lowest({ timeline, low }: Run): SegmentRef {
  return { timeline, number: low };
}

function later(a: SegmentRef, b: SegmentRef): SegmentRef {
  return compareSegments(a, b) > 0 ? a : b;
}

function partFrom(runs: readonly Run[], from: SegmentRef): Run[] {
  return runs
    .filter(
      ({ timeline, high }) =>
        compareSegments({ timeline, number: high }, from) >= 0,
    )
    .map(run =>
      run.timeline === from.timeline
        ? { ...run, low: Math.max(run.low, from.number) }
        : run,
    );
}
