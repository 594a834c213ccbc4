import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { AssembledChains, SampledSegment } from '../../wal';
import { ReadRequest } from '../BackupReader';
import {
  byCluster,
  ClusterBackups,
  currentArchiveId,
  noBackupOfCurrent,
  strayBackup,
} from './clusters';
import { ArchiveInfo, BackupInfo, BackupRecord } from './infoFiles';
import { PgBackRestMemory } from './memory';
import { ChainsReading, readChains } from './readChains';
import { segmentBytesOf } from './segmentSize';

/** What can be restored of all databases that a stanza has served. */
export interface ClustersReading {
  states: Map<string, string>;
  /** Of the database that is served now, or else of the newest that can be restored. */
  newest?: AssembledChains;
  windows: AssembledChains['windows'];
  gaps: AssembledChains['gaps'];
  findings: BackupFinding[];
  samples: SampledSegment[];
  memories: Map<string, unknown>;
  pending: boolean;
  partial: boolean;
}

/** Says nothing of a database that is no longer served: its archive has ended, as it should. */
const OF_THE_PRESENT = ['archive-stalled', 'rpo-missed', 'clock-skew'];

export async function readClusters(
  request: ReadRequest,
  archiveRoot: string,
  records: readonly BackupRecord[],
  { backup, archive }: { backup: BackupInfo; archive: ArchiveInfo },
  memory: PgBackRestMemory,
): Promise<ClustersReading> {
  const { clusters, strays } = byCluster(records, backup, archive);
  const current = currentArchiveId(archive);
  const result: ClustersReading = {
    states: new Map(strays.map(({ label }) => [label, 'broken'])),
    windows: [],
    gaps: [],
    findings: strays.map(strayBackup),
    samples: [],
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
      memory.archives[archiveId],
    );
    const { chains } = reading;
    const served = archiveId === current;
    result.partial ||= reading.partial;
    result.pending ||= reading.pending === true;
    result.memories.set(archiveId, reading.memory);
    result.findings.push(
      ...(served ? reading.findings : ofThePast(reading.findings)),
    );
    if (served) result.samples = reading.samples;
    if (!chains) continue;
    chains.states.forEach((state, label) => result.states.set(label, state));
    result.windows.push(...chains.windows);
    result.gaps.push(...chains.gaps);
    if (chains.chain && isNewer(chains, result.newest, served)) {
      result.newest = chains;
    }
  }
  if (records.length > 0 && clusters[0]?.archiveId !== current) {
    result.findings.push(noBackupOfCurrent(current));
  }
  result.windows.sort((a, b) => a.from.localeCompare(b.from));
  return result;
}

function isNewer(
  chains: AssembledChains,
  than: AssembledChains | undefined,
  served: boolean,
): boolean {
  return served || !than || (chains.newest ?? '') > (than.newest ?? '');
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
  const { store, signal } = request;
  const segmentBytes = await segmentBytesOf(store, root, records, signal);
  if (segmentBytes === undefined) {
    return {
      findings: [
        {
          code: 'segment-size-unknown',
          severity: 'unknown',
          subject: root,
          summary:
            'Neither the backups nor their first WAL segment tell how large a segment is, so nobody knows which segments are missing.',
          action: 'Take a backup; prove this one by a restore test.',
        },
      ],
      samples: [],
      memory,
      partial: false,
    };
  }
  return readChains(request, {
    archiveId,
    root,
    systemId,
    segmentBytes,
    records,
    memory,
  });
}
