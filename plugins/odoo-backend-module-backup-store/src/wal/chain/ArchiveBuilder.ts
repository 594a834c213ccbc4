import { KEPT_TIMES, Run, SegmentDefect } from './Archive';
import { compareSegments, SegmentRef } from '../format';

/** More holes than this are told as one: below them nothing is claimed. */
export const MAX_RUNS = 200;
export const MAX_DEFECTS = 50;

/** A segment as a listing tells of it. */
export interface ListedSegment {
  segment: SegmentRef;
  size: number;
  lastModified: Date;
  checksum?: string;
  extension: string;
}

interface OpenRun extends Run {
  times: number[];
}

/** Folds a listing of any length into runs; segments come in the order of their names. */
export class ArchiveBuilder {
  readonly #runs: OpenRun[];
  readonly #defects: SegmentDefect[];
  /** Set once runs were given up: nothing is known of what lies below. */
  knownFrom?: SegmentRef;
  #last?: Pick<ListedSegment, 'segment' | 'checksum'>;

  /** @param before - what the listing up to here was folded into */
  constructor(
    private readonly segmentBytes: number,
    before: { runs: readonly Run[]; defects: readonly SegmentDefect[] } = {
      runs: [],
      defects: [],
    },
  ) {
    this.#runs = before.runs.map(run => ({ ...run, times: [...run.times] }));
    this.#defects = [...before.defects];
  }

  get runs(): readonly Run[] {
    return this.#runs;
  }

  get defects(): readonly SegmentDefect[] {
    return this.#defects;
  }

  add(listed: ListedSegment): void {
    const { segment, size, extension } = listed;
    const before = this.#last;
    this.#last = listed;
    if (before && compareSegments(before.segment, segment) === 0) {
      const differ =
        before.checksum !== undefined && before.checksum !== listed.checksum;
      this.#found(differ ? 'wal-conflict' : 'wal-duplicate', segment);
    }
    if (size === 0) this.#found('wal-empty', segment);
    // One that is longer is encrypted.
    else if (extension === '' && size < this.segmentBytes) {
      this.#found('wal-truncated', segment);
    } else this.#present(segment, listed.lastModified);
  }

  addPartial(segment: SegmentRef): void {
    this.#found('wal-partial', segment);
  }

  #present({ timeline, number }: SegmentRef, lastModified: Date): void {
    // Rounded down: to claim less is safe.
    const time = Math.floor(lastModified.getTime() / 1000);
    const run = this.#runs.at(-1);
    if (run?.timeline === timeline && number <= run.high) return;
    if (run?.timeline === timeline && number === run.high + 1) {
      run.high = number;
      run.times.push(time);
      if (run.times.length > KEPT_TIMES) run.times.shift();
      return;
    }
    this.#runs.push({ timeline, low: number, high: number, times: [time] });
    if (this.#runs.length <= MAX_RUNS) return;
    this.#runs.shift();
    const [oldest] = this.#runs;
    this.knownFrom = { timeline: oldest.timeline, number: oldest.low };
  }

  #found(code: SegmentDefect['code'], segment: SegmentRef): void {
    this.#defects.push({ code, segment });
    if (this.#defects.length > MAX_DEFECTS) this.#defects.shift();
  }
}
