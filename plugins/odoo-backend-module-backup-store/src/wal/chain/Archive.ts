import { compareSegments, SegmentRef } from '../format';

/** As many as a report tells the times of. */
export const KEPT_TIMES = 64;

/** Segments of one timeline without a hole between them; both ends are inclusive. */
export interface Run {
  timeline: number;
  low: number;
  high: number;
  /** Seconds since 1970 at which the store got the newest of them, oldest first; the last one is that of `high`. */
  times: readonly number[];
}

/** What makes a segment useless, or its use a matter of luck. */
export const SEGMENT_DEFECTS = [
  'wal-empty',
  'wal-truncated',
  'wal-duplicate',
  'wal-conflict',
  'wal-partial',
] as const;

export interface SegmentDefect {
  code: (typeof SEGMENT_DEFECTS)[number];
  segment: SegmentRef;
}

/** Which segments an archive holds: a few runs, however many segments. */
export class Archive {
  readonly #runs = new Map<number, Run[]>();

  /** @param runs - ordered by timeline and number, none overlapping */
  constructor(
    readonly runs: readonly Run[],
    readonly defects: readonly SegmentDefect[] = [],
  ) {
    for (const run of runs) {
      const list = this.#runs.get(run.timeline) ?? [];
      this.#runs.set(run.timeline, list);
      list.push(run);
    }
  }

  timelines(): number[] {
    return [...this.#runs.keys()];
  }

  /** The run that holds the segment, or the next one after it on the timeline. */
  runFrom({ timeline, number }: SegmentRef): Run | undefined {
    const runs = this.#runs.get(timeline) ?? [];
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (runs[middle].high < number) low = middle + 1;
      else high = middle;
    }
    return runs[low];
  }

  has(segment: SegmentRef): boolean {
    const run = this.runFrom(segment);
    return run !== undefined && run.low <= segment.number;
  }

  newestOf(timeline: number): Run | undefined {
    return this.#runs.get(timeline)?.at(-1);
  }

  /** Seconds since 1970 at which the store got the end of a run; 0: not remembered. */
  static endTime(run: Run): number {
    return run.times.at(-1) ?? 0;
  }

  /** Seconds since 1970; undefined for what is missing, and for what lies too far back to be remembered. */
  timeOf(segment: SegmentRef): number | undefined {
    const run = this.runFrom(segment);
    if (!run || !this.has(segment)) return undefined;
    return run.times.at(segment.number - run.high - 1);
  }

  /** As if the segment were not archived. */
  without({ timeline, number }: SegmentRef): Archive {
    const runs = this.runs.flatMap(run => {
      const inside =
        run.timeline === timeline && run.low <= number && number <= run.high;
      return inside ? [below(run, number), above(run, number)] : [run];
    });
    return new Archive(
      runs.filter(run => run.low <= run.high),
      this.defects,
    );
  }

  /** As if nothing were archived after the segment, in the order of names; undefined: nothing at all. */
  upTo(last: SegmentRef | undefined): Archive {
    if (!last) return new Archive([], this.defects);
    const runs = this.runs
      .filter(
        ({ timeline, low: number }) =>
          compareSegments({ timeline, number }, last) <= 0,
      )
      .map(run =>
        run.timeline === last.timeline && run.high > last.number
          ? below(run, last.number + 1)
          : run,
      );
    return new Archive(runs, this.defects);
  }
}

function below(run: Run, number: number): Run {
  const cut = run.high - number + 1;
  return {
    ...run,
    high: number - 1,
    times: run.times.slice(0, Math.max(0, run.times.length - cut)),
  };
}

function above(run: Run, number: number): Run {
  const length = run.high - number;
  return {
    ...run,
    low: number + 1,
    times: length > 0 ? run.times.slice(-length) : [],
  };
}
