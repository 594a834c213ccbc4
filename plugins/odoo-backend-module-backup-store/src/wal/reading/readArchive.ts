import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Archive, ArchiveState, MAX_RUNS } from '../chain';
import { compareSegments, segmentName, SegmentRef } from '../format';
import { ArchiveRequest } from './ArchiveRequest';
import { auditIsDue, auditStep } from './audit';
import { haveFoldersOf, listFolders } from './folders';
import { readHistories } from './histories';
import { Unfinished } from './listStretch';
import { ArchiveMemory } from './memory';
import { pack, recall } from './recall';
import { SampledSegment, SegmentSampler } from './SegmentSampler';
import { Stretch } from './stretch';
import { beginTip, refreshTip } from './tip';

export interface ArchiveReading {
  /** undefined: even the newest backup's part is more than one reading lists; the next one goes on. */
  state?: ArchiveState;
  findings: BackupFinding[];
  /** Segments whose content is worth a look. */
  samples: SampledSegment[];
  /** Names of the newest `.backup` files. */
  marks: string[];
  /** Part of what retention keeps has not been looked at yet; reading again goes on. */
  pending: boolean;
  /** @param end - where the newest chain ends */
  memoryAt(end?: SegmentRef): ArchiveMemory;
}

/**
 * Reads the names of a WAL archive. The newest chain is read first and in full, from the start of its backup or from
 * where the reading before left it; older parts follow a bounded step at a time, and all is read anew every day.
 *
 * @throws BlobStoreError when a listing ends early: nothing is learnt from half of one
 */
export async function readArchive(
  request: ArchiveRequest,
): Promise<ArchiveReading> {
  const { store, layout, segmentBytes, signal } = request;
  const sampler = new SegmentSampler(request.random ?? Math.random);
  const top = layout.folders
    ? await listFolders(store, layout, signal)
    : undefined;
  const before = recall(request);
  const kept =
    !top ||
    !before.known ||
    haveFoldersOf(before.known.runs, top.folders, segmentBytes);
  const refreshed =
    before.known && kept
      ? await refreshTip(before.known, request, sampler)
      : undefined;
  const unfinished = before.known ? undefined : before.audit;
  const tip =
    refreshed ?? (await beginTip(request, unfinished, top?.folders, sampler));
  const { listing } = tip;
  const histories =
    top?.histories ?? new Map([...before.histories, ...listing.histories]);
  let { known } = tip;
  let audit: Unfinished | undefined =
    listing.next === undefined
      ? undefined
      : { ...listing.stretch, next: listing.next };
  // The first answer is given at once; only the readings after it look at the older part.
  if (refreshed?.known && auditIsDue(refreshed.known, request)) {
    const step = await auditStep(listing.stretch, before.audit, request);
    step.listing.histories.forEach((name, timeline) =>
      histories.set(timeline, name),
    );
    known = step.known ?? known;
    audit = step.rest;
  }
  const read = await readHistories(store, histories, signal);
  return {
    state: known && stateOf(known, read.histories, segmentBytes),
    findings: [...read.findings, ...tooManyHoles(known, segmentBytes)],
    samples: sampler.samples(),
    marks: listing.marks,
    pending: !known || audit !== undefined || auditIsDue(known, request),
    memoryAt: end =>
      pack(request, {
        known: known && { ...known, end: end ?? endOf(known) },
        audit,
        histories,
      }),
  };
}

function stateOf(
  { runs, defects, knownFrom }: Stretch,
  histories: ArchiveState['histories'],
  segmentBytes: number,
): ArchiveState {
  return {
    archive: new Archive(runs, defects),
    histories,
    segmentBytes,
    knownFrom,
  };
}

/** Below so many holes nothing is remembered: that is not a part whose turn is still to come. */
function tooManyHoles(
  known: Stretch | undefined,
  segmentBytes: number,
): BackupFinding[] {
  if (!known || compareSegments(known.knownFrom, known.from) <= 0) return [];
  return [
    {
      code: 'wal-gap',
      severity: 'degraded',
      subject: segmentName(known.knownFrom, segmentBytes),
      summary: `There are more than ${MAX_RUNS} holes in the archive: no moment before this segment is claimed.`,
      action:
        'See what deletes WAL, such as a lifecycle rule; expire the backups before the next whole one.',
    },
  ];
}

function endOf({ runs, from }: Stretch): SegmentRef {
  const last = runs.at(-1);
  return last ? { timeline: last.timeline, number: last.high } : from;
}
