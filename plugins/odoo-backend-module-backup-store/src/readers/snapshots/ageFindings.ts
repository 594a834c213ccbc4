import { BackupFinding } from '@plumbline/plugin-odoo-common';
import type { Snapshot } from './snapshotReport';

/** Clocks of a store and a portal differ by this much without anything being wrong. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * @param ordered - oldest first
 * @param partial - there may be backups that the store did not tell of
 */
export function ageFindings(
  ordered: readonly Snapshot[],
  maxAgeSeconds: number,
  now: Date,
  partial: boolean,
): BackupFinding[] {
  const newest = ordered.filter(s => s.backup.status === 'usable').at(-1);
  if (!newest) return [noUsableBackup(ordered, partial)];
  const ageSeconds = (+now - +newest.at) / 1000;
  if (ageSeconds < -CLOCK_TOLERANCE_MS / 1000) {
    return [
      {
        code: 'clock-skew',
        severity: 'unknown',
        subject: newest.backup.id,
        summary: `It is dated ${newest.at.toISOString()}, after the time of this reading, so its age is not known.`,
        action:
          'Set the clocks of the store, of what writes the backups and of the portal.',
      },
    ];
  }
  if (ageSeconds <= maxAgeSeconds) return [];
  return [
    {
      code: 'backup-too-old',
      severity: 'critical',
      subject: newest.backup.id,
      summary: `The newest usable backup is ${hours(
        ageSeconds,
      )} old; at most ${hours(maxAgeSeconds)} are allowed.`,
      action: 'Take a backup now and find out why the schedule took none.',
    },
  ];
}

function noUsableBackup(
  all: readonly Snapshot[],
  partial: boolean,
): BackupFinding {
  // One that could not be read might be good: that is not known to be a loss.
  const unread = all.findLast(({ backup }) => backup.status === 'unknown');
  const doubt = partial || unread !== undefined;
  return {
    code: 'no-usable-backup',
    severity: doubt ? 'unknown' : 'critical',
    subject: (unread ?? all.at(-1))?.backup.id ?? 'repository',
    summary: doubt
      ? 'None of the backups is known to be usable; some could not be judged.'
      : 'There is no usable backup: nothing can be restored.',
    action: doubt
      ? 'Make the backups readable for the portal, or prove one by a restore test.'
      : 'Take a backup now, then mend what writes them.',
  };
}

function hours(seconds: number): string {
  return `${Math.round(seconds / 360) / 10} h`;
}
