import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { BlobStore } from '../../store';
import {
  AssembledChains,
  assembleChains,
  parseArchiveName,
  parseSegmentName,
  readArchive,
} from '../../wal';
import { ReadRequest, RepositoryReading } from '../BackupReader';
import { verdictOf } from '../verdict';
import { infoUnbelievable } from './infoFindings';
import { BackupFolder, takeInventory } from './inventory';
import { Unbelievable } from './loadWithCopy';
import { recall, remember } from './memory';
import { ARCHIVE_ID, StanzaPaths } from './names';
import { segmentBytesByNames } from './segmentSize';
import { kindOf } from './unfinished';

/**
 * An info file cannot be believed, or is encrypted: no backup counts. Of an encrypted repository the names still tell
 * whether WAL arrives and has holes.
 */
export async function withoutInfo(
  request: ReadRequest,
  paths: StanzaPaths,
  error: Unbelievable,
): Promise<RepositoryReading> {
  const { store, location, signal } = request;
  const { folders } = await takeInventory(store, paths.backups, signal);
  const names: Names =
    error.kind === 'encrypted'
      ? await readNames(request, paths)
      : { findings: [] };
  const { chains } = names;
  const findings = [infoUnbelievable(error), ...names.findings];
  return {
    report: {
      format: 'pgbackrest',
      name: location.name,
      verdict: verdictOf(findings),
      newestUsableBackup: null,
      newestRestorePoint: chains?.newest ?? null,
      rpoSeconds: null,
      earliestRestorePoint: null,
      windows: [],
      gaps: chains?.gaps ?? [],
      backups: [...folders.values()].map(toUnknown),
      findings,
    },
    memory: names.memory,
    pending: names.pending,
  };
}

function toUnknown(folder: BackupFolder): StoredBackup {
  const { label, bytes, newest, sizes } = folder;
  const finished = sizes.has('backup.manifest');
  return {
    id: label,
    kind: kindOf(label),
    status: 'unknown',
    startedAt: null,
    // The manifest is written last.
    finishedAt: finished ? newest.toISOString() : null,
    sizeBytes: bytes,
  };
}

interface Names {
  chains?: AssembledChains;
  findings: BackupFinding[];
  memory?: unknown;
  pending?: boolean;
}

async function readNames(
  request: ReadRequest,
  paths: StanzaPaths,
): Promise<Names> {
  const { store, location, targets, now, signal } = request;
  const archiveId = await newestArchiveId(store, paths.archive, signal);
  if (!archiveId) return { findings: [] };
  const root = `${paths.archive}${archiveId}/`;
  const begin = await firstPage(store, root, signal);
  const first = begin && parseSegmentName(begin.segment, begin.segmentBytes);
  if (!first) return { findings: [] };
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
    memory: recall(request.memory).archives[archiveId],
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
    findings: chains?.findings ?? [],
    pending: reading.pending,
    memory: remember(
      new Map(),
      new Map([[archiveId, reading.memoryAt(chains?.end)]]),
    ),
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

/** The first segment of an archive, and what its first thousand names tell of the size of a segment. */
async function firstPage(
  store: BlobStore,
  root: string,
  signal?: AbortSignal,
): Promise<
  { segment: string; segmentBytes: number; archivedAt: Date } | undefined
> {
  for await (const { blobs } of store.list({ prefix: root, signal })) {
    const segments = blobs.flatMap(({ name, lastModified }) => {
      const file = parseArchiveName(name.slice(name.lastIndexOf('/') + 1));
      return file?.kind === 'segment'
        ? [{ segment: file.segment, archivedAt: lastModified }]
        : [];
    });
    const [first] = segments;
    if (!first) return undefined;
    const numbers = segments.map(({ segment }) =>
      parseInt(segment.slice(16), 16),
    );
    return {
      ...first,
      segmentBytes: segmentBytesByNames(Math.max(...numbers)),
    };
  }
  return undefined;
}
