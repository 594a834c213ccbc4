import {
  BackupFinding,
  BackupFormat,
  RepositoryReport,
  StoredBackup,
} from '@plumbline/plugin-odoo-common';
import { BackupTargets } from '../BackupReader';
import { verdictOf } from '../verdict';
import { ageFindings, CLOCK_TOLERANCE_MS } from './ageFindings';

/** A backup that brings back one moment: a dump, a snapshot, a copy. */
export interface Snapshot {
  backup: StoredBackup;
  /** The moment; never later than what the file itself or the store says. */
  at: Date;
}

export interface SnapshotRepository {
  format: BackupFormat;
  name: string;
  snapshots: readonly Snapshot[];
  findings: readonly BackupFinding[];
  /** Something could not be read. */
  partial: boolean;
}

/**
 * Report of a format without WAL. Each backup is a window of one moment, and the age of the newest usable one
 * is both its age and the RPO, so that `maxBackupAgeSeconds` alone is the measure: `rpoSeconds` of the targets
 * does not apply.
 */
export function snapshotReport(
  { format, name, snapshots, findings, partial }: SnapshotRepository,
  targets: BackupTargets,
  now: Date,
): RepositoryReport {
  const ordered = [...snapshots].sort((a, b) => +a.at - +b.at);
  // Clocks that differ make nothing restorable: what is dated after now is not counted, or as of now.
  const latest = +now + CLOCK_TOLERANCE_MS;
  const usable = ordered
    .filter(({ backup, at }) => backup.status === 'usable' && +at <= latest)
    .map(({ backup, at }) => ({ id: backup.id, at: earlier(at, now) }));
  const newest = usable.at(-1);
  const all = [
    ...findings,
    ...ageFindings(ordered, targets.maxBackupAgeSeconds, now, partial),
  ];
  return {
    format,
    name,
    verdict: verdictOf(all),
    newestUsableBackup: newest?.id ?? null,
    newestRestorePoint: newest?.at.toISOString() ?? null,
    rpoSeconds: newest ? secondsBetween(newest.at, now) : null,
    earliestRestorePoint: usable[0]?.at.toISOString() ?? null,
    windows: usable.map(({ at }) => ({
      from: at.toISOString(),
      to: at.toISOString(),
      timeline: null,
    })),
    gaps: [],
    backups: ordered.map(({ backup }) => backup),
    findings: all,
    ...(partial && { partial }),
  };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.floor((+to - +from) / 1000);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
