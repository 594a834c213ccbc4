import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { SegmentRef } from '../../format';
import { Chain } from '../chains';

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
