import { BackupFinding } from '@plumbline/plugin-odoo-common';
import {
  AssembledChains,
  ChainsReading,
  parseLsn,
  parseSegmentName,
  readChains,
  WalBackup,
} from '../../../wal';
import { ReadRequest } from '../../BackupReader';
import {
  byCluster,
  ClusterBackups,
  currentArchiveId,
  noBackupOfCurrent,
  strayBackup,
} from './clusters';
import { ArchiveInfo, BackupInfo, BackupRecord } from '../info/infoFiles';
import { segmentBytesOf } from './segmentSize';

/** What can be restored of all databases that a stanza has served. */
export interface ClustersReading {
  /** Restore point and chain are those of the database that is served now; where it has none, the newest. */
  chains?: AssembledChains;
  findings: BackupFinding[];
  /** By archive id. */
  memories: Map<string, unknown>;
  pending: boolean;
  partial: boolean;
}

/** These say nothing of a database that is no longer served: its archive has ended, as it should. */
const OF_THE_PRESENT = ['archive-stalled', 'rpo-missed', 'clock-skew'];

/** @param records - backups that are good in themselves */
export async function readClusters(
  request: ReadRequest,
  archiveRoot: string,
  records: readonly BackupRecord[],
  info: { backup: BackupInfo; archive: ArchiveInfo },
  archives: Record<string, unknown>,
): Promise<ClustersReading> {
  const { clusters, strays } = byCluster(records, info.backup, info.archive);
  const served = currentArchiveId(info.archive);
  const result: ClustersReading = {
    findings: strays.map(strayBackup),
    memories: new Map(),
    pending: false,
    partial: false,
  };
  for (const cluster of clusters) {
    const { archiveId } = cluster;
    const reading = await readCluster(
      request,
      `${archiveRoot}${archiveId}/`,
      cluster,
      archives[archiveId],
    );
    result.pending ||= reading.pending;
    result.partial ||= reading.partial;
    result.memories.set(archiveId, reading.memory);
    if (archiveId === served) {
      result.findings.push(...reading.findings);
      result.chains = reading.chains;
    } else {
      result.findings.push(...ofThePast(reading.findings));
      if (reading.chains) {
        result.chains = withPast(result.chains, reading.chains);
      }
    }
  }
  if (records.length > 0 && clusters[0]?.archiveId !== served) {
    result.findings.push(noBackupOfCurrent(served));
  }
  return result;
}

function withPast(
  present: AssembledChains | undefined,
  past: AssembledChains,
): AssembledChains {
  const findings = ofThePast(past.findings);
  if (!present) return { ...past, findings };
  const windows = [...present.windows, ...past.windows].sort((a, b) =>
    a.from.localeCompare(b.from),
  );
  return {
    ...(present.chain ? present : past),
    states: new Map([...past.states, ...present.states]),
    windows,
    earliest: windows[0]?.from ?? null,
    gaps: [...present.gaps, ...past.gaps],
    findings: [...present.findings, ...findings],
  };
}

function ofThePast(findings: readonly BackupFinding[]): BackupFinding[] {
  return findings
    .filter(({ code }) => !OF_THE_PRESENT.includes(code))
    .map(finding =>
      finding.severity === 'critical'
        ? { ...finding, severity: 'degraded' }
        : finding,
    );
}

async function readCluster(
  request: ReadRequest,
  root: string,
  { archiveId, systemId, records }: ClusterBackups,
  memory: unknown,
): Promise<ChainsReading> {
  const { store, location, signal } = request;
  const segmentBytes = await segmentBytesOf(store, root, records, signal);
  const backups = segmentBytes
    ? records.flatMap(record => toWalBackup(record, segmentBytes))
    : [];
  const nothing = { marks: [], memory, pending: false, partial: false };
  if (!segmentBytes) {
    return { ...nothing, findings: [sizeUnknown(root)] };
  }
  if (backups.length === 0) return { ...nothing, findings: [] };
  return readChains({
    ...request,
    layout: { root, folders: true },
    lineage: `${location.name}/${archiveId}`,
    systemId,
    segmentBytes,
    backups,
    memory,
  });
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

function sizeUnknown(root: string): BackupFinding {
  return {
    code: 'segment-size-unknown',
    severity: 'unknown',
    subject: root,
    summary:
      'Neither the backups nor their first WAL segment tell how large a segment is, so nobody knows which are missing.',
    action: 'Take a backup; prove this one by a restore test.',
  };
}
