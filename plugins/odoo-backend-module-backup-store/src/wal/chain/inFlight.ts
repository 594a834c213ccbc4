import { Archive, Run } from './Archive';
import { BranchPath } from './BranchPath';

/** Archivers upload several segments at once, so that the newest ones arrive out of order. */
const NEWEST_SEGMENTS = 8;
const IN_FLIGHT_MS = 10 * 60_000;

/**
 * Whether a missing segment may still be on its way: among the newest of its path, and passed by others for less
 * than ten minutes.
 *
 * @param askedFor - since when the segment should be there, if nothing was archived after it
 */
export function isInFlight(
  missing: number,
  path: BranchPath,
  archive: Archive,
  askedFor: Date,
  now: Date,
): boolean {
  let since = Infinity;
  let newest: Run | undefined;
  for (let next = path.next(missing); next; ) {
    newest = archive.runFrom(next)!;
    if (newest.high - missing >= NEWEST_SEGMENTS) return false;
    since = Math.min(since, ...newest.times.map(seconds => seconds * 1000));
    next = path.next(newest.high + 1);
  }
  if (!newest) since = askedFor.getTime();
  return now.getTime() - since < IN_FLIGHT_MS;
}
