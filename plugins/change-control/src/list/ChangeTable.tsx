import { Link } from '@backstage/core-components';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ChangeSummary } from '@plumbline/plugin-odoo-common';
import { Badge, changePath, EvidenceAge } from '@plumbline/plugin-odoo-react';
import { STATE_BADGES } from '../state/presentState';

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
}

export function ChangeTable(props: ChangeTableProps) {
  return (
    <TableContainer>
      <Table size="small" aria-label="Changes">
        <TableHead>
          <TableRow>
            {COLUMNS.map(title => (
              <TableCell key={title}>{title}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.changes.map(change => (
            <TableRow key={change.id} hover>
              <TableCell component="th" scope="row">
                <Link to={changePath(change.id ?? '')}>
                  {change.kind} {change.id}
                </Link>
              </TableCell>
              <TableCell>
                <Badge {...STATE_BADGES[change.state]} />
                {change.awaiting?.stuck && ' stuck'}
              </TableCell>
              <TableCell>{change.environment}</TableCell>
              <TableCell>{change.requester}</TableCell>
              <TableCell>{change.reason}</TableCell>
              <TableCell>
                {`${change.approvalsGiven} of ${change.approvalsNeeded}`}
              </TableCell>
              <TableCell>
                <EvidenceAge observedAt={change.updatedAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
