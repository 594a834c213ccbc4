import { Run } from '../chain';
import {
  compareSegments,
  segmentName,
  SegmentRef,
  segmentsPerFolder,
} from '../format';
import { ArchiveRequest, secondsOf } from './ArchiveRequest';
import { folderOf } from './layout';
import { listStretch, StretchListing, Unfinished } from './listStretch';
import { Recollection } from './recall';
import { SegmentSampler } from './SegmentSampler';
import { holdsAllOf, joinStretches, Stretch } from './stretch';

/** What the newest part of the archive told in this reading. */
export interface Tip {
  listing: StretchListing;
  /** All that is known; undefined while not even the newest chain is. */
  known?: Stretch;
}

/** 100,000 segments. */
const MAX_PAGES = 100;
/**
 * So many segments before the end are looked at again, as they fit into the same page: what disappears from among
 * them is noticed at once.
 */
const LOOK_BACK = 300;
/** So many segments beyond a gap are listed every time, to see whether it was closed. */
const MAX_BEYOND = 5000;
/** An archive of so many segments at most is listed at once, from the oldest backup on. */
const SMALL_ARCHIVE = 10_000;
/** Without folders only the distance of the backups tells how much there may be. */
const HALF_A_PAGE = 450;
/** Of a larger one the whole window is listed at once when one page holds it. */
const ONE_PAGE = 900;

/** Lists what came since the reading before; undefined when something that was there has disappeared. */
export async function refreshTip(
  known: NonNullable<Recollection['known']>,
  request: ArchiveRequest,
  sampler: SegmentSampler,
): Promise<Tip | undefined> {
  const listing = await listStretch(
    request,
    { from: refreshFrom(known), since: secondsOf(request.now) },
    { maxPages: MAX_PAGES },
    sampler,
  );
  const fresh = listing.stretch;
  if (listing.next !== undefined || !holdsAllOf(fresh, known)) return undefined;
  return { listing, known: joinStretches(known, fresh) };
}

/** Lists from the start of the newest backup on, or the whole window when it is small. */
export async function beginTip(
  request: ArchiveRequest,
  unfinished: Unfinished | undefined,
  folders: readonly string[] | undefined,
  sampler: SegmentSampler,
): Promise<Tip> {
  const { newest, oldest, now } = request;
  const since = secondsOf(now);
  const list = (begin: SegmentRef | Unfinished, maxPages: number) =>
    listStretch(
      request,
      'next' in begin ? begin : { from: begin, since },
      { maxPages },
      sampler,
    );
  if (unfinished) return asTip(await list(unfinished, MAX_PAGES));
  const whole = folders
    ? isSmallArchive(folders, request)
    : newest.number - oldest.number <= HALF_A_PAGE;
  return asTip(await list(whole ? oldest : newest, MAX_PAGES));
}

function asTip(listing: StretchListing): Tip {
  return {
    listing,
    known: listing.next === undefined ? listing.stretch : undefined,
  };
}

function refreshFrom({
  from,
  runs,
  end,
}: NonNullable<Recollection['known']>): SegmentRef {
  const before = runs.filter(run => compareSegments(lowest(run), end) <= 0);
  const beyond = countOf(runs) - countOf(before);
  return back(beyond > MAX_BEYOND ? runs : before, LOOK_BACK) ?? from;
}

/** The segment that is so many before the last one, over holes and timelines. */
function back(runs: readonly Run[], count: number): SegmentRef | undefined {
  let left = count;
  for (const { timeline, low, high } of [...runs].reverse()) {
    if (left <= high - low) return { timeline, number: high - left };
    left -= high - low + 1;
  }
  return undefined;
}

function countOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { low, high }) => sum + high - low + 1, 0);
}

function lowest({ timeline, low }: Run): SegmentRef {
  return { timeline, number: low };
}

function isSmallArchive(
  folders: readonly string[],
  { oldest, segmentBytes }: ArchiveRequest,
): boolean {
  const per = segmentsPerFolder(segmentBytes);
  const first = folderOf(segmentName(oldest, segmentBytes));
  const window = folders.filter(folder => folder >= first);
  return (
    folders.length * per <= SMALL_ARCHIVE || window.length * per <= ONE_PAGE
  );
}
