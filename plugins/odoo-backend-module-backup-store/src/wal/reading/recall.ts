import { compareSegments, parseArchiveName, SegmentRef } from '../format';
import { ArchiveRequest, secondsOf } from './ArchiveRequest';
import { Unfinished } from './listStretch';
import {
  ArchiveMemory,
  archiveMemorySchema,
  packSegment,
  packStretch,
  unpackSegment,
  unpackStretch,
} from './memory';
import { clipBelow, Stretch } from './stretch';

/** What is still worth something of the memory of the reading before. */
export interface Recollection {
  /** All that was known, and where the newest chain ended. */
  known?: Stretch & { end: SegmentRef };
  audit?: Unfinished;
  /** Blob names by timeline. */
  histories: Map<number, string>;
}

const NOTHING: Recollection = { histories: new Map() };
/** A listing is repeated every day; what is older than two is no evidence. */
const MAX_AGE_SECONDS = 48 * 3600;

export function recall(request: ArchiveRequest): Recollection {
  const { layout, lineage, segmentBytes, newest, oldest, now } = request;
  const parsed = archiveMemorySchema.safeParse(request.memory);
  if (!parsed.success) return NOTHING;
  const { data } = parsed;
  if (data.lineage !== lineage || data.segmentBytes !== segmentBytes) {
    return NOTHING;
  }
  const age = (since: number) => secondsOf(now) - since;
  const usable = ({ since, from }: Stretch) =>
    age(since) >= 0 &&
    age(since) <= MAX_AGE_SECONDS &&
    compareSegments(from, newest) <= 0;
  const known = data.known && {
    // Retention may delete what no backup needs.
    ...clipBelow(unpackStretch(data.known), oldest),
    end: unpackSegment(data.known.end),
  };
  const audit = data.audit && {
    ...unpackStretch(data.audit),
    next: data.audit.next,
  };
  return {
    known: known && usable(known) ? known : undefined,
    audit: audit && usable(audit) ? audit : undefined,
    histories: new Map(
      data.histories.map(([timeline, extension]) => [
        timeline,
        `${layout.root}${historyName(timeline)}${extension}`,
      ]),
    ),
  };
}

export function pack(
  request: ArchiveRequest,
  { known, audit, histories }: Recollection,
): ArchiveMemory {
  return {
    version: 1,
    lineage: request.lineage,
    segmentBytes: request.segmentBytes,
    histories: [...histories].map(([timeline, name]) => {
      const file = parseArchiveName(name.split('/').at(-1)!);
      return [timeline, file?.kind === 'history' ? file.extension : ''];
    }),
    known: known && { ...packStretch(known), end: packSegment(known.end) },
    audit: audit && { ...packStretch(audit), next: audit.next },
  };
}

function historyName(timeline: number): string {
  return `${timeline.toString(16).toUpperCase().padStart(8, '0')}.history`;
}
