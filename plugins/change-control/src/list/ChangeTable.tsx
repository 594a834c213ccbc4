import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ChangeSummary } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  changeLabel,
  changePath,
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  PersonLink,
} from '@plumbline/plugin-odoo-react';
import { STATE_BADGES, STUCK_BADGE } from '../state/presentState';

const COLUMNS = [
  'Change',
  'State',
  'Environment',
  'Requested by',
  'Reason',
  'Approvals',
  'Last step',
];

export interface ChangeTableProps {
  changes: readonly ChangeSummary[];
  /** Shown is the answer to the question before. */
  isBusy: boolean;
}

/** One row a change; its link stays in sight on a narrow screen. */
export function ChangeTable(props: ChangeTableProps) {
  return (
    <ScrollTable
      label="Changes"
      minWidth={720}
      stickyFirstColumn
      isBusy={props.isBusy}
    >
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {props.changes.map(change => (
          <TableRow key={change.id} hover>
            <RowHeader>
              <Link to={changePath(change.id ?? '')}>
                {change.kind} {changeLabel(change.id ?? '')}
              </Link>
            </RowHeader>
            <TableCell>
              <Badge {...STATE_BADGES[change.state]} />{' '}
              {change.awaiting?.stuck && <Badge {...STUCK_BADGE} />}
            </TableCell>
            <TableCell>{change.environment}</TableCell>
            <TableCell>
              <PersonLink person={change.requester} />
            </TableCell>
            <TableCell>{change.reason}</TableCell>
            <TableCell>
              {`${change.approvalsGiven} of ${change.approvalsNeeded}`}
            </TableCell>
            <TableCell>
              <RelativeTime at={change.updatedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
