import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BackupRecord } from '../info/infoFiles';

export interface NewestBackup {
  label: string;
  /** Milliseconds since 1970. */
  stoppedAt: number;
}

/** The newest backup that was ever in backup.info; one that is dated in the future is none. */
export function newestEver(
  before: NewestBackup | undefined,
  records: readonly BackupRecord[],
  now: Date,
): NewestBackup | undefined {
  let newest = before;
  for (const { label, stoppedAt } of records) {
    if (stoppedAt > now || stoppedAt.getTime() < (newest?.stoppedAt ?? 0)) {
      continue;
    }
    newest = { label, stoppedAt: stoppedAt.getTime() };
  }
  return newest;
}

/** Retention takes the oldest: when the newest has gone and nothing newer has come, somebody took it. */
export function disappeared(
  newest: NewestBackup | undefined,
  records: readonly BackupRecord[],
): BackupFinding[] {
  if (!newest || records.some(({ label }) => label === newest.label)) return [];
  return [
    {
      code: 'newest-backup-missing',
      severity: 'degraded',
      subject: newest.label,
      summary: `backup.info listed it, finished at ${new Date(
        newest.stoppedAt,
      ).toISOString()}, and does so no longer. A restore has to replay all WAL since an older one.`,
      action:
        'See who or what deleted it, or brought an older backup.info back, and take a backup now.',
    },
  ];
}
