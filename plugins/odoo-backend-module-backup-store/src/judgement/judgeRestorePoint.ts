import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BackupTargets } from '../readers/BackupReader';
import { age } from './age';

/** Data may be lost for longer than the target; beyond twice the target it is critical. */
export function judgeRestorePoint(
  newest: {
    rpoSeconds: number;
    /** The segment or backup that it ends with. */
    subject: string;
    /** Nothing lies beyond it: the archive just ends. */
    stalled: boolean;
  },
  { rpoSeconds: target }: BackupTargets,
): BackupFinding[] {
  const { rpoSeconds, subject, stalled } = newest;
  if (rpoSeconds <= target) return [];
  return [
    {
      code: stalled ? 'archive-stalled' : 'rpo-missed',
      severity: rpoSeconds > 2 * target ? 'critical' : 'degraded',
      subject,
      summary: `${
        stalled
          ? 'Nothing has been archived since'
          : 'The newest restorable point is'
      } ${age(rpoSeconds)}${stalled ? '' : ' old'}; at most ${age(
        target,
      )} of data may be lost.`,
      action: stalled
        ? 'See whether archive_command or the archiving plugin fails (pg_stat_archiver), and mend it. If the database writes nothing, set archive_timeout.'
        : 'Close the gap in the archive, or take a base backup now: it begins a new chain.',
    },
  ];
}
