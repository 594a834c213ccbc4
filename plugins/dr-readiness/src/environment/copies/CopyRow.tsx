import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { BackupCopy } from '@plumbline/plugin-odoo-common';
import { Badge, BadgeProps, RowHeader } from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';
import {
  describeImmutability,
  describePlace,
  describeRetention,
} from './describeCopy';

const IMMUTABILITY: Record<BackupCopy['immutability']['state'], BadgeProps> = {
  locked: { shape: 'check', tone: 'ok', word: 'locked' },
  unlocked: { shape: 'triangle', tone: 'degraded', word: 'unlocked' },
  none: { shape: 'dash', tone: 'plain', word: 'none' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
};

const REPLICATION: Record<BackupCopy['replication'], BadgeProps> = {
  live: { shape: 'check', tone: 'ok', word: 'live' },
  behind: { shape: 'triangle', tone: 'degraded', word: 'behind' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
  none: { shape: 'dash', tone: 'plain', word: 'none' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
};

export interface CopyRowProps {
  copy: BackupCopy;
}

/** One place, and what protects the bytes there. */
export function CopyRow(props: CopyRowProps) {
  const { copy } = props;
  return (
    <TableRow>
      <RowHeader>
        {describePlace(copy)}
        <Typography variant="caption" display="block">
          {copy.id}
        </Typography>
      </RowHeader>
      <TableCell>
        <Badge {...IMMUTABILITY[copy.immutability.state]} />
        <Typography variant="caption" display="block">
          {describeImmutability(copy)}
        </Typography>
      </TableCell>
      <TableCell>
        {describeRetention(copy).map(line => (
          <div key={line}>{line}</div>
        ))}
      </TableCell>
      <TableCell>
        <Badge {...REPLICATION[copy.replication]} />
      </TableCell>
      <TableCell>
        {copy.role === 'primary' ? (
          'now: it is the original'
        ) : (
          <Moment at={copy.lastSyncAt} none="unknown" />
        )}
      </TableCell>
    </TableRow>
  );
}
