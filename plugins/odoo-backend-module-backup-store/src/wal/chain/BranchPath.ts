import { Archive } from './Archive';
import { Branch, SegmentRef } from '../format';

/** Missing segments `from` to `to`, inclusive, with archived ones beyond them. */
export interface Hole {
  from: number;
  to: number;
  beyond: SegmentRef;
}

/** The segments that recovery to one timeline can use, over all of its ancestors. */
export class BranchPath {
  constructor(
    private readonly archive: Archive,
    /** Newest first. */
    private readonly branches: readonly Branch[],
  ) {}

  /** Recovery reads this segment, if it is there. */
  includes({ timeline, number }: SegmentRef): boolean {
    return this.branches.some(
      branch =>
        branch.timeline === timeline &&
        branch.begin <= number &&
        number <= branch.end,
    );
  }

  /** Of several timelines that hold the segment, the newest: PostgreSQL looks there first. */
  find(number: number): SegmentRef | undefined {
    const branch = this.branches.find(
      ({ timeline, begin, end }) =>
        begin <= number &&
        number <= end &&
        this.archive.has({ timeline, number }),
    );
    return branch && { timeline: branch.timeline, number };
  }

  /** The last segment that is reached from `number` without a hole; undefined when that one is missing. */
  follow(number: number): SegmentRef | undefined {
    let last: SegmentRef | undefined;
    for (let next = number; ; ) {
      const found = this.find(next);
      if (!found) return last;
      const run = this.archive.runFrom(found)!;
      const { end } = this.branches.find(
        each => each.timeline === found.timeline,
      )!;
      const reached = Math.min(run.high, end);
      last = this.find(reached);
      next = reached + 1;
    }
  }

  /** The first archived segment at or after `number`. */
  next(number: number): SegmentRef | undefined {
    let first: SegmentRef | undefined;
    for (const { timeline, begin, end } of this.branches) {
      const from = Math.max(number, begin);
      const run = this.archive.runFrom({ timeline, number: from });
      const candidate = run && Math.max(run.low, from);
      if (candidate === undefined || candidate > end) continue;
      if (first && first.number <= candidate) continue;
      first = { timeline, number: candidate };
    }
    return first;
  }

  /** From `number` on, oldest first. */
  *holes(number: number): Iterable<Hole> {
    for (let next = number; ; ) {
      const last = this.follow(next)?.number ?? next - 1;
      const beyond = this.next(last + 1);
      if (!beyond) return;
      yield { from: last + 1, to: beyond.number - 1, beyond };
      next = beyond.number;
    }
  }
}
