import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Rehearsal } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  ExternalLink,
  RelativeTime,
  RowHeader,
  ScrollTable,
  formatDuration,
  formatQuantity,
} from '@plumbline/plugin-odoo-react';

const SECOND_MS = 1000;
const COLUMNS = [
  'Copy of',
  'From',
  'Outcome',
  'Took',
  'Database',
  'Copy taken',
];

export interface RehearsalTableProps {
  rehearsals: readonly Rehearsal[];
}

/** Migrations to it that were tried on neutralised copies, and how long each took. */
export function RehearsalTable(props: RehearsalTableProps) {
  const { rehearsals } = props;
  return (
    <>
      <Typography variant="subtitle2" component="h4">
        Migration rehearsals
      </Typography>
      {rehearsals.length === 0 ? (
        <Typography variant="body2">
          None is recorded: how long a migration takes is not known.
        </Typography>
      ) : (
        <ScrollTable
          label="Migration rehearsals"
          minWidth={640}
          stickyFirstColumn
        >
          <ColumnHeads titles={COLUMNS} />
          <TableBody>
            {rehearsals.map(rehearsal => (
              <TableRow
                key={`${rehearsal.copyOf} ${rehearsal.startedAt}`}
                hover
              >
                <RowHeader>
                  {rehearsal.url ? (
                    <ExternalLink href={rehearsal.url}>
                      {rehearsal.copyOf}
                    </ExternalLink>
                  ) : (
                    rehearsal.copyOf
                  )}
                </RowHeader>
                <TableCell>{rehearsal.from}</TableCell>
                <TableCell>
                  {rehearsal.outcome === 'passed' ? (
                    <Badge shape="check" tone="plain" word="passed" />
                  ) : (
                    <Badge shape="cross" tone="critical" word="failed" />
                  )}
                </TableCell>
                <TableCell>
                  {formatDuration(rehearsal.durationSeconds * SECOND_MS)}
                </TableCell>
                <TableCell>
                  {formatQuantity(rehearsal.databaseGiB, 'GiB')}
                </TableCell>
                <TableCell>
                  <RelativeTime at={rehearsal.copyTakenAt} what="Copy taken" />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </ScrollTable>
      )}
    </>
  );
}
