import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { segmentName } from '../../format';
import { SegmentDefect } from '../Archive';
import { ArchiveState, Chain, needs } from '../chains';

const UPLOAD_AGAIN =
  'If the segment is still in pg_wal of the server, archive it again; else take a base backup now.';

const DEFECTS: Record<
  SegmentDefect['code'],
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
