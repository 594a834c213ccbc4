import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStoreError } from '../../store';
import {
  AssembledChains,
  assembleChains,
  compareSegments,
  parseLsn,
  parseSegmentName,
  readArchive,
  SampledSegment,
  WalBackup,
} from '../../wal';
import { ReadRequest } from '../BackupReader';
import { BackupRecord } from './infoFiles';

export interface ArchiveOfCluster {
  archiveId: string;
  /** `archive/<stanza>/<archive id>/` */
  root: string;
  systemId: string;
  segmentBytes: number;
  /** Backups of this cluster that are good in themselves; at least one. */
  records: readonly BackupRecord[];
  memory: unknown;
}

export interface ChainsReading {
  /** undefined: nothing is known yet. */
  chains?: AssembledChains;
  findings: BackupFinding[];
  samples: SampledSegment[];
  memory: unknown;
  /** Another reading goes on. */
  pending?: boolean;
  partial: boolean;
}

/** What the WAL beside the good backups of one cluster makes of them. */
export async function readChains(
  request: ReadRequest,
  archive: ArchiveOfCluster,
): Promise<ChainsReading> {
  const { store, location, targets, now, signal } = request;
  const { archiveId, root, systemId, segmentBytes, memory } = archive;
  const backups = archive.records.flatMap(record =>
    toWalBackup(record, segmentBytes),
  );
  const [newest] = [...backups].sort((a, b) => +b.finishedAt - +a.finishedAt);
  const [oldest] = backups
    .map(({ start }) => start)
    .sort((a, b) => compareSegments(a, b));
  if (!newest) {
    return { findings: [], samples: [], memory, partial: false };
  }
  const lineage = `${location.name}/${archiveId}`;
  try {
    const reading = await readArchive({
      store,
      layout: { root, folders: true },
      segmentBytes,
      signal,
      lineage,
      newest: newest.start,
      oldest,
      now,
      memory,
    });
    const chains =
      reading.state &&
      assembleChains({
        ...reading.state,
        backups,
        lineage,
        systemId,
        targets,
        now,
      });
    return {
      chains,
      findings: [...reading.findings, ...(chains?.findings ?? [notYet(root)])],
      samples: reading.samples,
      memory: reading.memoryAt(chains?.end),
      pending: reading.pending,
      partial: false,
    };
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return {
      findings: [unreadable(root, error)],
      samples: [],
      memory,
      partial: true,
    };
  }
}

/** None for a backup of a server that was shut down, which needs no WAL and reaches no further than itself. */
function toWalBackup(
  { label, wal, stoppedAt }: BackupRecord,
  segmentBytes: number,
): WalBackup[] {
  const start = wal && parseSegmentName(wal.start, segmentBytes);
  const stop = wal && parseSegmentName(wal.stop, segmentBytes);
  if (!start || !stop) return [];
  return [
    {
      id: label,
      start,
      stop,
      stopLsn: (wal.stopLsn && parseLsn(wal.stopLsn)) || null,
      finishedAt: stoppedAt,
    },
  ];
}

function notYet(root: string): BackupFinding {
  return {
    code: 'archive-unverified',
    severity: 'unknown',
    subject: root,
    summary:
      'The archive is larger than one reading lists, so nothing is claimed yet.',
    action: 'Nothing: the next reading goes on where this one ended.',
  };
}

function unreadable(root: string, { message }: BlobStoreError): BackupFinding {
  return {
    code: 'listing-failed',
    severity: 'unknown',
    subject: root,
    summary: `The archive could not be listed: ${message}. No restorable point is claimed from a part of it.`,
    action: 'See the Sources page; it is listed again with the next run.',
  };
}
