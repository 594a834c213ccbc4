import { BackupFinding } from '@plumbline/plugin-odoo-common';
import {
  ArchiveInfo,
  archiveIdOf,
  BackupInfo,
  BackupRecord,
} from '../info/infoFiles';

/** The backups of one cluster, and the archive that belongs to them. */
export interface ClusterBackups {
  archiveId: string;
  systemId: string;
  records: BackupRecord[];
}

/** Chains never cross from one cluster to another. The one that the stanza serves now comes first. */
export function byCluster(
  records: readonly BackupRecord[],
  backup: BackupInfo,
  archive: ArchiveInfo,
): { clusters: ClusterBackups[]; strays: BackupRecord[] } {
  const clusters = new Map<string, ClusterBackups>();
  const strays: BackupRecord[] = [];
  for (const record of records) {
    const cluster = backup.clusters.find(
      ({ historyId }) => historyId === record.historyId,
    );
    const archiveId = cluster && archiveIdOf(archive, cluster);
    if (!cluster || !archiveId) {
      strays.push(record);
      continue;
    }
    const { systemId } = cluster;
    const group = clusters.get(archiveId) ?? {
      archiveId,
      systemId,
      records: [],
    };
    clusters.set(archiveId, group);
    group.records.push(record);
  }
  const current = currentArchiveId(archive);
  return {
    clusters: [...clusters.values()].sort(
      (a, b) =>
        Number(b.archiveId === current) - Number(a.archiveId === current),
    ),
    strays,
  };
}

/** undefined: archive.info does not tell. */
export function currentArchiveId(archive: ArchiveInfo): string | undefined {
  const cluster = archive.clusters.find(
    ({ historyId }) => historyId === archive.current,
  );
  return cluster && `${cluster.version}-${cluster.historyId}`;
}

export function strayBackup({ label }: BackupRecord): BackupFinding {
  return {
    code: 'archive-unknown',
    severity: 'critical',
    subject: label,
    summary:
      'archive.info knows no archive of the database that it was taken of, so the tool cannot restore it.',
    action: 'Take a new full backup, and find out who changed archive.info.',
  };
}

export function noBackupOfCurrent(
  archiveId: string | undefined,
): BackupFinding {
  return archiveId
    ? {
        code: 'cluster-without-backup',
        severity: 'critical',
        subject: archiveId,
        summary: `The stanza serves the database ${archiveId} now, of which nothing can be restored; what can be restored is the one before the upgrade.`,
        action: 'Take a full backup now.',
      }
    : {
        code: 'info-entry-garbled',
        severity: 'unknown',
        subject: 'archive.info',
        summary: 'It does not tell which database the stanza serves now.',
        action: 'See who else writes to this file.',
      };
}
