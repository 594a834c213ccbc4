import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Archive } from '../Archive';
import { ArchiveState, Chain } from '../chains';

/** A server that was failed over may archive its last segments late. */
const LATE_SECONDS = 600;

export function timelineFindings(
  chains: readonly Chain[],
  best: Chain,
  newest: Chain,
  { archive, histories }: ArchiveState,
): BackupFinding[] {
  const findings: BackupFinding[] = [];
  const current = Math.max(...archive.timelines(), ...histories.keys());
  if (current > best.target) {
    findings.push({
      code: 'timeline-unreachable',
      severity: 'critical',
      subject: `timeline ${current}`,
      summary: histories.has(current)
        ? `The database went on to timeline ${current}, and no backup can be carried there.`
        : `WAL of timeline ${current} is archived, and its history file is missing: no older backup can be carried there.`,
      action:
        'Take a base backup of the present primary now; archive the history file if pg_wal still has it.',
    });
  }
  if (newest.target < best.target) {
    findings.push({
      code: 'backup-on-abandoned-branch',
      severity: 'critical',
      subject: newest.backup.id,
      summary: `The newest backup lies on timeline ${newest.backup.start.timeline} after timeline ${best.target} had left it: a restore from it to the newest state fails.`,
      action: 'Take a base backup of the present primary now.',
    });
  }
  for (const timeline of archive.timelines()) {
    const needed = chains.some(
      ({ state, backup }) =>
        state !== 'unverified' && backup.start.timeline < timeline,
    );
    if (histories.has(timeline) || !needed || timeline > best.target) continue;
    findings.push({
      code: 'history-missing',
      severity: 'degraded',
      subject: `timeline ${timeline}`,
      summary: `The history file of timeline ${timeline} is not archived: older backups cannot be carried onto it.`,
      action:
        'Archive it again if pg_wal of a server still has it; else keep the backups that were taken on this timeline.',
    });
  }
  const end = (best.last && archive.timeOf(best.last)) ?? 0;
  for (const timeline of archive.timelines()) {
    const run = archive.newestOf(timeline)!;
    if (timeline > best.target) continue;
    if (best.path.includes({ timeline, number: run.high })) continue;
    if (Archive.endTime(run) <= end + LATE_SECONDS) continue;
    findings.push({
      code: 'timeline-split',
      severity: 'critical',
      subject: `timeline ${timeline}`,
      summary: `Timeline ${timeline} is still being archived although timeline ${best.target} has left it: two servers write, and a restore follows the one that may be wrong.`,
      action:
        'Find out which server serves the users, stop the other, and give the copy an archive of its own.',
    });
  }
  return findings;
}
