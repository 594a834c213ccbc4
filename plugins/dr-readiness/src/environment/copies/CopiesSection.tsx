import TableBody from '@material-ui/core/TableBody';
import Typography from '@material-ui/core/Typography';
import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  EvidenceAge,
  ScrollTable,
  Section,
} from '@plumbline/plugin-odoo-react';
import { CopyRow } from './CopyRow';

const COLUMNS = [
  'Copy',
  'Immutable',
  'Retention',
  'Replication',
  'Holds all writes before',
];

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
          <ColumnHeads titles={COLUMNS} />
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
