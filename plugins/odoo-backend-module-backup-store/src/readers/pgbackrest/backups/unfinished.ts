import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { BackupFolder } from './inventory';

/** The lock of a running backup lies on its host: from the store only the silence tells. */
const SILENT_FOR_MS = 3 * 60 * 60 * 1000;

export interface Unfinished {
  backup: StoredBackup;
  finding: BackupFinding;
}

/**
 * A folder that backup.info does not know. A backup that runs and one that was killed look alike, but for the age
 * of their newest file; with a manifest it has finished and waits to be entered, or was lost from backup.info.
 *
 * @param newestFinished - when the newest backup of backup.info ended, in milliseconds since 1970
 */
export function judgeUnfinished(
  folder: BackupFolder,
  newestFinished: number,
  now: Date,
): Unfinished {
  const { label, sizes, newest, bytes } = folder;
  const silent = now.getTime() - newest.getTime() > SILENT_FOR_MS;
  const superseded = newestFinished > newest.getTime();
  const finished = sizes.has('backup.manifest');
  const backup: StoredBackup = {
    id: label,
    kind: kindOf(label),
    status: silent ? 'interrupted' : 'running',
    startedAt: null,
    finishedAt: null,
    sizeBytes: bytes,
  };
  const age = `its newest file is from ${newest.toISOString()}`;
  if (!silent) {
    return {
      backup,
      finding: {
        code: 'backup-running',
        severity: 'info',
        subject: label,
        summary: `Not finished: running, or killed a short while ago; ${age}.`,
        action: 'None, unless it is still so in three hours.',
      },
    };
  }
  return {
    backup,
    finding: {
      code: finished ? 'backup-not-in-info' : 'backup-interrupted',
      severity: superseded ? 'info' : 'degraded',
      subject: label,
      summary: finished
        ? `It has a manifest, and backup.info does not know it, so the tool will not restore it; ${age}.`
        : `It never finished and nothing is added to it any more; ${age}.`,
      action: superseded
        ? 'None: a later backup has finished. The tool clears it away.'
        : 'Look at the log of the backup job, and take a backup.',
    },
  };
}

export function kindOf(label: string): string {
  const kinds: Record<string, string> = {
    F: 'full',
    D: 'differential',
    I: 'incremental',
  };
  return kinds[label.at(-1) ?? ''] ?? 'unknown';
}
