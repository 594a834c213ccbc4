import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { SegmentRef } from '../../format';
import { Gap } from '../gaps';

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
