import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { age } from '../judgement';
import { Archive } from './Archive';
import { ArchiveState, Chain, needs } from './chains';
import { Gap } from './gaps';
import { segmentName, SegmentRef } from './segments';

/** Clocks of store and portal may differ by this much unnoticed. */
const SKEW_SECONDS = 120;
/** A server that was failed over may archive its last segments late. */
const LATE_SECONDS = 600;

export function gapFindings(
  gaps: readonly Gap[],
  nameOf: (segment: SegmentRef) => string,
): BackupFinding[] {
  return gaps
    .filter(gap => gap.beyond)
    .map(gap => {
      const count = gap.to - gap.from + 1;
      const first = nameOf({ timeline: gap.timeline, number: gap.from });
      const what =
        count === 1
          ? `WAL segment ${first} is missing`
          : `${count} WAL segments from ${first} on are missing`;
      return {
        code: 'wal-gap',
        severity: gap.endsNewest ? 'critical' : 'degraded',
        subject: first,
        summary: gap.endsNewest
          ? `${what}, and later ones are there: a restore to the newest state ends before it without any error.`
          : `${what}: no moment from there to the end of the next base backup can be restored.`,
        action: gap.endsNewest
          ? 'If the segment is still in pg_wal of the server, archive it again; else take a base backup now.'
          : 'Nothing can bring it back unless another copy of the segment exists; see what deleted it, such as a lifecycle rule.',
      };
    });
}

export function backupFindings(
  chains: readonly Chain[],
  newest: Chain | undefined,
  nameOf: (segment: SegmentRef) => string,
): BackupFinding[] {
  return chains.flatMap((chain): BackupFinding[] => {
    const { backup, state, last } = chain;
    const stop = nameOf(backup.stop);
    const subject = backup.id;
    const superseded = newest && newest.backup.finishedAt > backup.finishedAt;
    switch (state) {
      case 'broken':
        return [
          {
            code: 'stop-wal-missing',
            severity: superseded ? 'degraded' : 'critical',
            subject,
            summary: `It needs WAL up to ${stop} to be consistent, and the archive ${
              last
                ? `ends for it at ${nameOf(last)}`
                : 'lacks its first segment'
            }: it cannot be restored at all.`,
            action: 'Take a base backup now, once archiving works.',
          },
        ];
      case 'pending':
        return [
          {
            code: 'stop-wal-pending',
            severity: 'info',
            subject,
            summary: `It has just finished; it counts once ${stop} is archived.`,
            action: 'Wait for a few minutes.',
          },
        ];
      case 'unverified':
        return [
          {
            code: 'window-unverified',
            severity: 'info',
            subject,
            summary:
              'Whether its WAL is complete is still being looked at; until then no moment before the next backup is claimed.',
            action: 'Nothing: the archive is read a part at a time.',
          },
        ];
      default:
        return [];
    }
  });
}

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

const UPLOAD_AGAIN =
  'If the segment is still in pg_wal of the server, archive it again; else take a base backup now.';

const DEFECTS: Record<
  ArchiveState['archive']['defects'][number]['code'],
  Pick<BackupFinding, 'severity' | 'summary' | 'action'>
> = {
  'wal-empty': {
    severity: 'critical',
    summary: 'The archived WAL segment has no content: recovery stops at it.',
    action: UPLOAD_AGAIN,
  },
  'wal-truncated': {
    severity: 'critical',
    summary:
      'The archived WAL segment is shorter than a segment is: recovery stops at it.',
    action: UPLOAD_AGAIN,
  },
  'wal-conflict': {
    severity: 'critical',
    summary:
      'Two different WAL segments of this name are archived: two servers write to one archive.',
    action:
      'Stop the server that must not archive here, remove its segment, and take a base backup of the right one.',
  },
  'wal-duplicate': {
    severity: 'degraded',
    summary:
      'The WAL segment is archived twice: which one a restore takes is a matter of luck.',
    action:
      'Compare the two, remove one, and see whether two servers write to this archive.',
  },
  'wal-partial': {
    severity: 'info',
    summary:
      'Only a partial segment is archived, left by a promotion: recovery does not use it by itself.',
    action:
      'If what it holds matters, restore it by hand under its whole name.',
  },
};

export function defectFindings(
  chains: readonly Chain[],
  best: Chain | undefined,
  { archive, segmentBytes }: ArchiveState,
): BackupFinding[] {
  return archive.defects.flatMap(({ code, segment }): BackupFinding[] => {
    const needed = chains.some(
      chain =>
        chain.state !== 'unverified' &&
        needs(chain, segment.number) &&
        chain.path.includes(segment),
    );
    const there = best?.path.find(segment.number) !== undefined;
    if (!needed || (code === 'wal-partial' && there)) return [];
    const inNewest = !best || segment.number >= best.backup.start.number;
    const { severity, summary, action } = DEFECTS[code];
    return [
      {
        code,
        severity: inNewest || severity === 'info' ? severity : 'degraded',
        subject: segmentName(segment, segmentBytes),
        summary,
        action,
      },
    ];
  });
}

export function clockFindings(
  times: readonly Date[],
  now: Date,
): BackupFinding[] {
  const ahead =
    Math.max(0, ...times.map(time => time.getTime() - now.getTime())) / 1000;
  if (ahead <= SKEW_SECONDS) return [];
  return [
    {
      code: 'clock-skew',
      severity: 'unknown',
      subject: 'clock',
      summary: `The newest entry lies ${age(
        ahead,
      )} in the future: the clocks of store and portal differ, and the age of nothing is known.`,
      action: 'Set the clock of the portal, the store or the database server.',
    },
  ];
}
