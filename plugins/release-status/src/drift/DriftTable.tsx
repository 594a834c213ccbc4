import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Drift } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  EvidenceAge,
  PersonLink,
  RelativeTime,
  RowHeader,
  ScrollTable,
} from '@plumbline/plugin-odoo-react';
import { EnvironmentLink } from '../environmentLink';
import { DriftAction } from './DriftAction';
import { DriftFields } from './DriftFields';
import { KIND_TITLES, presentSeverity } from './presentDrift';

const COLUMNS = [
  'Environment',
  'Severity',
  'What differs',
  'Since',
  'Last seen',
  'Who',
  'Action',
];

export interface DriftTableProps {
  drift: readonly Drift[];
  /** Shown is the answer to the question before. */
  isBusy: boolean;
}

/** One row a difference, with one thing to do about it. */
export function DriftTable(props: DriftTableProps) {
  return (
    <ScrollTable
      label="Drift"
      minWidth={960}
      stickyFirstColumn
      isBusy={props.isBusy}
    >
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {props.drift.map(difference => (
          <TableRow
            key={`${difference.environment} ${difference.kind} ${difference.summary}`}
            hover
          >
            <RowHeader>
              <EnvironmentLink environment={difference.environment} />
            </RowHeader>
            <TableCell>
              <Badge {...presentSeverity(difference)} />
            </TableCell>
            <TableCell>
              <strong>{KIND_TITLES[difference.kind]}</strong>
              <div>{difference.summary}</div>
              <DriftFields fields={difference.fields} />
            </TableCell>
            <TableCell>
              <RelativeTime at={difference.since} what="First seen" />
            </TableCell>
            <TableCell>
              <EvidenceAge
                observedAt={difference.observedAt}
                stale={difference.stale}
              />
            </TableCell>
            <TableCell>
              {difference.who ? (
                <PersonLink person={difference.who} />
              ) : (
                'not known'
              )}
            </TableCell>
            <TableCell>
              <DriftAction drift={difference} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
