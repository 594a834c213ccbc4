import { Archive } from './Archive';
import { Hole } from './BranchPath';
import { Chain } from './chains';
import { isInFlight } from './inFlight';
import { SegmentRef } from '../format';

/** Missing WAL that recovery needs. */
export interface Gap extends Omit<Hole, 'beyond'> {
  /** The timeline whose segment is missing first. */
  timeline: number;
  /** The first archived segment beyond; undefined when there is none. */
  beyond?: SegmentRef;
  /** The newest chain ends here: what was archived beyond cannot be restored. */
  endsNewest: boolean;
}

/** More are not told one by one: the archive is beyond repair. */
const MAX_GAPS = 200;

/**
 * Holes in what retention keeps: from the start of the oldest backup on, along the way to every timeline that a
 * backup can reach. Segments that may still be on their way are no gap. Newest first.
 */
export function gapsOf(
  chains: readonly Chain[],
  best: Chain | undefined,
  archive: Archive,
  now: Date,
): Gap[] {
  const verified = chains.filter(chain => chain.state !== 'unverified');
  // What lies between one that is kept for itself and the next backup is gone on purpose.
  const continuous = verified.filter(
    chain => !chain.backup.standalone || chain === best,
  );
  const gaps = new Map<string, Gap>();
  for (const target of new Set(continuous.map(chain => chain.target))) {
    const [oldest] = continuous
      .filter(chain => chain.target === target)
      .sort((a, b) => a.backup.start.number - b.backup.start.number);
    const { path, backup } = oldest;
    for (const hole of path.holes(backup.start.number)) {
      if (isInFlight(hole.from, path, archive, now, now)) continue;
      const endsNewest =
        best?.target === target && best.last?.number === hole.from - 1;
      gaps.set(`${hole.beyond.timeline}/${hole.from}`, {
        ...hole,
        timeline: timelineBefore(oldest, hole),
        endsNewest,
      });
    }
  }
  for (const gap of verified.flatMap(openEnd)) {
    gaps.set(`${gap.timeline}/${gap.from}`, gap);
  }
  return [...gaps.values()].sort((a, b) => b.from - a.from).slice(0, MAX_GAPS);
}

function timelineBefore({ path, backup }: Chain, { from }: Hole): number {
  return (path.find(from - 1) ?? backup.start).timeline;
}

/** The WAL that a backup needs was never archived, nor was anything after it. */
function openEnd({ state, backup, last, path }: Chain): Gap[] {
  const from = (last?.number ?? backup.start.number - 1) + 1;
  if (state !== 'broken' || path.next(from)) return [];
  const { timeline } = backup.start;
  return [{ from, to: backup.stop.number, timeline, endsNewest: false }];
}
