import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { BackupResource } from './backupResource';
import { VeleroFolder } from './folders';

export interface JudgedBackup {
  backup: StoredBackup;
  /** Writes after this moment may be missing from it. */
  at: Date;
  findings: BackupFinding[];
}

/** Velero marks what it is still busy with; after this long nobody is. */
const BUSY_FOR_MS = 24 * 60 * 60 * 1000;
const BUSY =
  /^(New|Queued|ReadyToStart|InProgress|WaitingForPluginOperations.*|Finalizing.*)$/;

/** What a Backup object and the names beside it tell; only `Completed` with its tarball counts. */
export function judgeBackup(
  folder: VeleroFolder,
  { status }: BackupResource,
  now: Date,
): JudgedBackup {
  const { id } = folder;
  const of = (
    state: StoredBackup['status'],
    ...findings: BackupFinding[]
  ): JudgedBackup => ({
    backup: {
      id,
      kind: 'snapshot',
      status: state,
      startedAt: status.startTimestamp?.toISOString() ?? null,
      finishedAt: status.completionTimestamp?.toISOString() ?? null,
      sizeBytes: folder.bytes,
    },
    at: status.startTimestamp ?? folder.newest,
    findings,
  });

  if (BUSY.test(status.phase)) {
    const silent = now.getTime() - folder.newest.getTime() > BUSY_FOR_MS;
    return silent
      ? of('interrupted', {
          code: 'backup-interrupted',
          severity: 'degraded',
          subject: id,
          summary: `It has been ${
            status.phase
          } since ${folder.newest.toISOString()}.`,
          action: 'Look at the log of Velero, and take a backup.',
        })
      : of('running', {
          code: 'backup-running',
          severity: 'info',
          subject: id,
          summary: `It is ${status.phase} and cannot be restored yet.`,
          action: 'None, unless it is still so tomorrow.',
        });
  }
  if (status.phase === 'Deleting') return of('expired');
  if (status.phase !== 'Completed') {
    return of('failed', {
      code: 'backup-failed',
      severity: 'degraded',
      subject: id,
      summary: `Velero says ${status.phase}, with ${status.errors} errors: parts of it are missing.`,
      action: `Read its log (velero backup logs ${id}), mend the cause and take a backup.`,
    });
  }
  if (status.expiration && status.expiration <= now) return of('expired');
  if (!folder.tarball?.size) {
    return of('damaged', {
      code: 'base-missing',
      severity: 'critical',
      subject: id,
      summary: folder.tarball
        ? 'It is called Completed and its tarball is empty.'
        : 'It is called Completed and its tarball is not there.',
      action: 'Find out who deleted it, and take a backup.',
    });
  }
  if (!status.startTimestamp) {
    return of('unknown', {
      code: 'backup-info-garbled',
      severity: 'unknown',
      subject: id,
      summary: 'It does not tell when it was begun, so its age is not known.',
      action: 'Take a backup with a current version of Velero.',
    });
  }
  return of('usable');
}
