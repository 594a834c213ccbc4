import { compareSegments } from '../format';
import { ArchiveRequest, secondsOf } from './ArchiveRequest';
import { listStretch, StretchListing, Unfinished } from './listStretch';
import { joinStretches, Stretch } from './stretch';

const DAY_SECONDS = 24 * 3600;
/** One step; a year of five minute segments takes six. */
const MAX_PAGES = 20;

/** Everything from the oldest backup on is listed anew every day: what was deleted in between is noticed by it. */
export function auditIsDue(known: Stretch, request: ArchiveRequest): boolean {
  return (
    compareSegments(known.from, request.oldest) > 0 ||
    secondsOf(request.now) - known.since >= DAY_SECONDS
  );
}

export interface AuditStep {
  listing: StretchListing;
  /** With the older part as it was just found; undefined while it is not through. */
  known?: Stretch;
  rest?: Unfinished;
}

/** Lists a part of what lies before `fresh`, and puts both together at the end. */
export async function auditStep(
  fresh: Stretch,
  unfinished: Unfinished | undefined,
  request: ArchiveRequest,
): Promise<AuditStep> {
  const resumable =
    unfinished && compareSegments(unfinished.from, request.oldest) <= 0;
  const listing = await listStretch(
    request,
    resumable
      ? unfinished
      : { from: request.oldest, since: secondsOf(request.now) },
    { maxPages: MAX_PAGES, until: fresh.from },
  );
  const { stretch, next } = listing;
  return next === undefined
    ? { listing, known: joinStretches(stretch, fresh) }
    : { listing, rest: { ...stretch, next } };
}
