import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { Plan } from '@plumbline/plugin-odoo-common';
import { RowHeader } from '../table';
import { PLAN_ROWS } from './planRows';

const useStyles = makeStyles({
  table: {
    // The stock theme breaks words at any letter.
    '& th, & td': { wordBreak: 'normal', padding: '4px 8px' },
    '& tbody th': { whiteSpace: 'nowrap', width: 1, verticalAlign: 'top' },
  },
});

export interface PlanTableProps {
  plan: Plan;
  /** The plan of the environment as it is, for a change of it. */
  previous?: Plan;
}

/** The plan, before and after when there is a before. */
export function PlanTable(props: PlanTableProps) {
  const { plan, previous } = props;
  return (
    <Table size="small" aria-label="Plan" className={useStyles().table}>
      {previous && (
        <TableHead>
          <TableRow>
            <TableCell />
            <TableCell>Before</TableCell>
            <TableCell>After</TableCell>
          </TableRow>
        </TableHead>
      )}
      <TableBody>
        {PLAN_ROWS.map(({ title, value }) => {
          const after = value(plan);
          const before = previous && value(previous);
          const changed = before !== undefined && before !== after;
          return (
            <TableRow key={title}>
              <RowHeader>{title}</RowHeader>
              {before !== undefined && <TableCell>{before}</TableCell>}
              <TableCell>
                {changed ? <strong>{after}</strong> : after}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
