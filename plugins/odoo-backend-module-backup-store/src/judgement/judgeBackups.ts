import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { BackupTargets } from '../readers/BackupReader';
import { age } from './age';

/** Its severity is known once it is known whether a newer backup makes up for it. */
export type Damage = Omit<BackupFinding, 'severity'>;

/** What all formats share: whether there is a backup to begin with, how old it is, and how the last attempts went. */
export function judgeBackups(
  backups: readonly StoredBackup[],
  targets: BackupTargets,
  now: Date,
  options: {
    /** With WAL an old backup only makes a restore slow; without, it is all there is. */
    continuous: boolean;
  },
): BackupFinding[] {
  const newest = newestUsable(backups);
  return [
    ...failedAttempts(backups, newest),
    ...(newest
      ? tooOld(newest, targets, now, options.continuous)
      : [noneUsable(backups)]),
  ];
}

export function newestUsable(
  backups: readonly StoredBackup[],
): StoredBackup | undefined {
  return backups
    .filter(backup => backup.status === 'usable')
    .sort((a, b) => timeOf(b) - timeOf(a))[0];
}

/**
 * A restore takes the newest backup that calls itself finished: if that one is damaged it fails. Damage in an older
 * one costs redundancy.
 */
export function damageSeverity(
  damaged: Pick<StoredBackup, 'finishedAt' | 'startedAt'>,
  backups: readonly StoredBackup[],
): 'critical' | 'degraded' {
  const newest = newestUsable(backups);
  return newest && timeOf(newest) > timeOf(damaged) ? 'degraded' : 'critical';
}

/** As findings on the backups that they name. */
export function judgeDamages(
  damages: readonly Damage[],
  backups: readonly StoredBackup[],
): BackupFinding[] {
  return damages.map(damage => {
    const backup = backups.find(({ id }) => id === damage.subject);
    const severity = backup ? damageSeverity(backup, backups) : 'critical';
    return { ...damage, severity };
  });
}

function timeOf(
  backup: Pick<StoredBackup, 'finishedAt' | 'startedAt'>,
): number {
  return Date.parse(backup.finishedAt ?? backup.startedAt ?? '') || 0;
}

function noneUsable(backups: readonly StoredBackup[]): BackupFinding {
  // Of a backup that could not be read nobody knows whether it could be restored.
  const unread = backups.some(backup => backup.status === 'unknown');
  return {
    code: 'no-usable-backup',
    severity: unread ? 'unknown' : 'critical',
    subject: 'backups',
    summary: backups.length
      ? `None of ${backups.length} backups is known to be restorable.`
      : 'The store holds no backup.',
    action: 'Take a base backup now and see that it ends as usable.',
  };
}

function tooOld(
  newest: StoredBackup,
  { maxBackupAgeSeconds }: BackupTargets,
  now: Date,
  continuous: boolean,
): BackupFinding[] {
  const seconds = (now.getTime() - timeOf(newest)) / 1000;
  if (seconds <= maxBackupAgeSeconds) return [];
  return [
    {
      code: 'backup-too-old',
      severity:
        !continuous && seconds > 2 * maxBackupAgeSeconds
          ? 'critical'
          : 'degraded',
      subject: newest.id,
      summary: `The newest usable backup is ${age(seconds)} old; at most ${age(
        maxBackupAgeSeconds,
      )} is allowed.`,
      action:
        'Find out why the schedule produced no newer one, and take a backup now.',
    },
  ];
}

function failedAttempts(
  backups: readonly StoredBackup[],
  newest: StoredBackup | undefined,
): BackupFinding[] {
  return backups
    .filter(backup => backup.status === 'failed')
    .map(backup => {
      const last = !newest || timeOf(backup) > timeOf(newest);
      return {
        code: 'backup-failed',
        severity: last ? 'degraded' : 'info',
        subject: backup.id,
        summary: last
          ? 'This attempt failed, and none has succeeded since.'
          : 'This attempt failed; a later one succeeded.',
        action: last
          ? 'Read the error in the log of the backup job, remove its cause and take a backup now.'
          : 'Nothing, unless it happens often.',
      };
    });
}
