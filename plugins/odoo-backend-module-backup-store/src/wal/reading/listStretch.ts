import { BlobItem, BlobStore } from '../../store';
import { ArchiveBuilder } from '../chain';
import { compareSegments, parseSegmentName, SegmentRef } from '../format';
import { rememberHistory } from './histories';
import { ArchiveLayout, listingName, parseBlobName } from './layout';
import { SegmentSampler } from './SegmentSampler';
import { Stretch } from './stretch';

export interface ListingOptions {
  store: BlobStore;
  layout: ArchiveLayout;
  segmentBytes: number;
  signal?: AbortSignal;
}

/** A stretch whose listing goes on at the name `next`. */
export type Unfinished = Stretch & { next: string };

/** What a part of an archive's listing told, in memory that does not grow with it. */
export interface StretchListing {
  stretch: Stretch;
  /** Where to go on when there may be more; undefined at the end, or once `until` is reached. */
  next?: string;
  /** Blob names of history files by timeline. */
  histories: Map<number, string>;
  /** Names of the newest `.backup` files: base backups that PostgreSQL saw finished. */
  marks: string[];
}

const PAGE_SIZE = 1000;
const MAX_MARKS = 8;

/** Sorts before every character that can follow a name: a listing that starts here goes on after it. */
const AFTER = '!';

/** Lists a stretch from its start, or goes on with one. */
export async function listStretch(
  options: ListingOptions,
  begin: { from: SegmentRef; since: number } | Unfinished,
  bounds: { maxPages: number; until?: SegmentRef },
  sampler?: SegmentSampler,
): Promise<StretchListing> {
  const { layout, segmentBytes } = options;
  const before = 'next' in begin ? begin : undefined;
  const builder = new ArchiveBuilder(segmentBytes, before);
  const histories = new Map<number, string>();
  const marks: string[] = [];
  let next: string | undefined;
  for await (const blob of blobsFrom(
    options,
    before?.next ?? listingName(layout, begin.from, segmentBytes),
    bounds.maxPages,
    name => (next = name),
  )) {
    const file = parseBlobName(layout, blob.name);
    if (!file) continue;
    if (file.kind === 'history') {
      rememberHistory(histories, file.timeline, blob.name);
      continue;
    }
    const segment = parseSegmentName(file.segment, segmentBytes);
    if (!segment) continue;
    if (bounds.until && compareSegments(segment, bounds.until) >= 0) break;
    if (file.kind === 'partial') builder.addPartial(segment);
    else if (file.kind === 'backup') {
      marks.push(blob.name);
      if (marks.length > MAX_MARKS) marks.shift();
    } else {
      const listed = { ...file, ...blob, segment };
      builder.add(listed);
      // What has no content is known to be useless already.
      if (blob.size > 0) sampler?.offer(listed);
    }
  }
  const { from, since } = begin;
  const { runs, defects } = builder;
  const knownFrom = builder.knownFrom ?? before?.knownFrom ?? from;
  return {
    stretch: { from, since, knownFrom, runs, defects },
    next,
    histories,
    marks,
  };
}

/** @param goOn - told where to go on when there may be more than `maxPages` */
async function* blobsFrom(
  { store, layout, signal }: ListingOptions,
  startFrom: string,
  maxPages: number,
  goOn: (name: string) => void,
): AsyncGenerator<BlobItem> {
  let last = startFrom;
  let pages = 0;
  for await (const { blobs } of store.list({
    prefix: layout.root,
    startFrom,
    pageSize: PAGE_SIZE,
    signal,
  })) {
    yield* blobs;
    const name = blobs.at(-1)?.name;
    if (name) last = `${name}${AFTER}`;
    if (++pages < maxPages) continue;
    goOn(last);
    return;
  }
}
