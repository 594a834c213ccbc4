import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ChangeSummary } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  changePath,
} from '@plumbline/plugin-odoo-react';
import { STATE_BADGES, STUCK_BADGE } from '../state/presentState';

export interface ChangeRowsProps {
  /** Names the table to assistive technology. */
  label: string;
  changes: readonly ChangeSummary[];
}

/** A few changes in few words. */
export function ChangeRows(props: ChangeRowsProps) {
  return (
    <ScrollTable label={props.label}>
      <ColumnHeads titles={['Change', 'State', 'Last step']} />
      <TableBody>
        {props.changes.map(change => (
          <TableRow key={change.id}>
            <RowHeader>
              <Link to={changePath(change.id ?? '')}>
                {`${change.kind} ${change.environment}`}
              </Link>
            </RowHeader>
            <TableCell>
              <Badge {...STATE_BADGES[change.state]} />{' '}
              {change.awaiting?.stuck && <Badge {...STUCK_BADGE} />}
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
