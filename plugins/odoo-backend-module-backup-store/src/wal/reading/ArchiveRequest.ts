import { SegmentRef } from '../format';
import { ListingOptions } from './listStretch';

export interface ArchiveRequest extends ListingOptions {
  /** Memory of another lineage is none. */
  lineage: string;
  /** Where the WAL of the newest backup starts: the restorable point that is asked for first. */
  newest: SegmentRef;
  /** Where the WAL of any backup starts first, in the order of names. */
  oldest: SegmentRef;
  now: Date;
  /** What `memoryAt` of the reading before returned; anything else is none. */
  memory?: unknown;
  /** Chooses samples. */
  random?: () => number;
}

export function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
