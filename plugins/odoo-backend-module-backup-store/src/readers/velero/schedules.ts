import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BackupTargets } from '../BackupReader';
import { JudgedBackup } from './judgeBackup';

interface Taken extends JudgedBackup {
  /** Empty: by hand. */
  schedule: string;
}

/**
 * A repository is shared by schedules: one that goes well must not hide one that fails. What went wrong before a
 * later backup of the same schedule that is good decides nothing any more; data that is gone always does.
 */
export function judgeSchedules(
  taken: readonly Taken[],
  findings: readonly BackupFinding[],
  targets: BackupTargets,
  now: Date,
): BackupFinding[] {
  const newestGood = new Map<string, Date>();
  for (const { schedule, backup, at } of taken) {
    if (backup.status !== 'usable') continue;
    const before = newestGood.get(schedule);
    if (!before || at > before) newestGood.set(schedule, at);
  }
  const byId = new Map(taken.map(each => [each.backup.id, each]));
  const settled = findings.map(finding => {
    const of = byId.get(finding.subject);
    const good = of && newestGood.get(of.schedule);
    const over =
      finding.severity === 'degraded' &&
      (of?.backup.status === 'failed' || of?.backup.status === 'interrupted') &&
      good !== undefined &&
      good > of.at;
    return over ? { ...finding, severity: 'info' as const } : finding;
  });
  const oldest = now.getTime() - targets.maxBackupAgeSeconds * 1000;
  for (const schedule of new Set(taken.map(each => each.schedule))) {
    const good = newestGood.get(schedule);
    if (!schedule || (good && good.getTime() >= oldest)) continue;
    settled.push({
      code: 'schedule-behind',
      severity: 'degraded',
      subject: schedule,
      summary: good
        ? `The last good backup of this schedule was begun at ${good.toISOString()}.`
        : 'None of the backups of this schedule is good.',
      action:
        'Mend the schedule; if it was given up, delete its backups or let them expire.',
    });
  }
  return settled;
}
