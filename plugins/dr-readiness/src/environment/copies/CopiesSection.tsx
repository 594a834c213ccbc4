import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { BackupCopy, RecoveryDetail } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  BadgeProps,
  EvidenceAge,
  RowHeader,
  ScrollTable,
  Section,
} from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';
import {
  describeImmutability,
  describePlace,
  describeRetention,
} from './describeCopy';

const COLUMNS = [
  'Copy',
  'Immutable',
  'Retention',
  'Replication',
  'Holds all writes before',
];

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

export interface CopiesSectionProps {
  copies: RecoveryDetail['copies'];
}

/** Where the bytes lie, and who could change or lose them. */
export function CopiesSection(props: CopiesSectionProps) {
  const { copies } = props;
  return (
    <Section
      title="Copies by region"
      aside={
        <EvidenceAge
          observedAt={copies?.observedAt}
          expiresAt={copies?.expiresAt}
        />
      }
    >
      {copies ? (
        <ScrollTable label="Copies by region" minWidth={760}>
          <TableHead>
            <TableRow>
              {COLUMNS.map(title => (
                <TableCell key={title}>{title}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {copies.value.map(copy => (
              <CopyRow key={`${copy.id} ${copy.region}`} copy={copy} />
            ))}
          </TableBody>
        </ScrollTable>
      ) : (
        <Typography variant="body2">
          Nothing is known of where the copies lie. It is told by the collector
          of the backup stores (odoo.backupStores).
        </Typography>
      )}
    </Section>
  );
}

interface CopyRowProps {
  copy: BackupCopy;
}

function CopyRow(props: CopyRowProps) {
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
