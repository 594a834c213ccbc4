import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore } from '../../../store';
import {
  AssembledChains,
  assembleChains,
  parseArchiveName,
  parseSegmentName,
  readArchive,
} from '../../../wal';
import { ReadRequest } from '../../BackupReader';
import { ARCHIVE_ID } from '../names';
import { segmentBytesByNames } from './segmentSize';

/** Where a timeline left the one before stands in a history file, which is encrypted as well. */
const OF_TIMELINES = [
  'timeline-unreachable',
  'timeline-split',
  'history-missing',
];

/** What names alone tell of an archive whose contents are encrypted. */
export interface NamesReading {
  chains?: AssembledChains;
  findings: BackupFinding[];
  /** By archive id. */
  memories: Map<string, unknown>;
  pending?: boolean;
}

/** @throws BlobStoreError */
export async function readNames(
  request: ReadRequest,
  archive: string,
  archives: Record<string, unknown>,
): Promise<NamesReading> {
  const nothing = { findings: [], memories: new Map() };
  const { store, location, targets, now, signal } = request;
  const archiveId = await newestArchiveId(store, archive, signal);
  if (!archiveId) return nothing;
  const root = `${archive}${archiveId}/`;
  const begin = await firstOfTimeline(store, root, signal);
  const first = begin && parseSegmentName(begin.segment, begin.segmentBytes);
  if (!first) return nothing;
  const lineage = `${location.name}/${archiveId}`;
  const { segmentBytes } = begin;
  const reading = await readArchive({
    store,
    layout: { root, folders: true },
    segmentBytes,
    signal,
    lineage,
    newest: first,
    oldest: first,
    now,
    memory: archives[archiveId],
  });
  const chains =
    reading.state &&
    assembleChains({
      ...reading.state,
      // Where the WAL of a backup starts cannot be read: all that is archived counts.
      backups: [
        {
          id: archiveId,
          start: first,
          stop: first,
          stopLsn: null,
          finishedAt: begin.archivedAt,
        },
      ],
      lineage,
      systemId: null,
      targets,
      now,
    });
  return {
    chains,
    findings:
      chains?.findings.filter(({ code }) => !OF_TIMELINES.includes(code)) ?? [],
    pending: reading.pending,
    memories: new Map([[archiveId, reading.memoryAt(chains?.end)]]),
  };
}

/** The newest cluster has the highest number; the version before it tells nothing of the order. */
async function newestArchiveId(
  store: BlobStore,
  archive: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const ids: string[] = [];
  for await (const { prefixes } of store.list({
    prefix: archive,
    delimiter: '/',
    signal,
  })) {
    for (const prefix of prefixes) {
      const id = prefix.slice(archive.length, -1);
      if (ARCHIVE_ID.test(id)) ids.push(id);
    }
  }
  const numberOf = (id: string) => Number(id.slice(id.indexOf('-') + 1));
  return ids.sort((a, b) => numberOf(b) - numberOf(a))[0];
}

/**
 * The first segment of the newest timeline, and what the names in its folder tell of the size of a segment. Where a
 * timeline left the one before is encrypted as well, so that the older ones are left alone.
 */
async function firstOfTimeline(
  store: BlobStore,
  root: string,
  signal?: AbortSignal,
): Promise<
  { segment: string; segmentBytes: number; archivedAt: Date } | undefined
> {
  const folders = await namesIn(store, root, signal);
  const timeline = folders.at(-1)?.slice(0, 8);
  const folder = folders.find(each => each.slice(0, 8) === timeline);
  if (!folder) return undefined;
  const segments = new Map<string, Date>();
  const prefix = `${root}${folder}/`;
  for await (const { blobs } of store.list({ prefix, signal })) {
    for (const { name, lastModified } of blobs) {
      const file = parseArchiveName(name.slice(prefix.length));
      if (file?.kind === 'segment') segments.set(file.segment, lastModified);
    }
  }
  const [first] = segments;
  if (!first) return undefined;
  const last = [...segments.keys()].at(-1)!;
  return {
    segment: first[0],
    archivedAt: first[1],
    segmentBytes: segmentBytesByNames(parseInt(last.slice(16), 16)),
  };
}

/** Folders of segments, by name. */
async function namesIn(
  store: BlobStore,
  root: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const folders: string[] = [];
  for await (const { prefixes } of store.list({
    prefix: root,
    delimiter: '/',
    signal,
  })) {
    for (const prefix of prefixes) {
      const name = prefix.slice(root.length, -1);
      if (/^[0-9A-F]{16}$/.test(name)) folders.push(name);
    }
  }
  return folders;
}
