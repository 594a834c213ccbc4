import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { RowHeader, ScrollTable } from '@plumbline/plugin-odoo-react';

export interface Difference {
  name: string;
  from: string;
  to: string;
}

export interface DifferenceTableProps {
  label: string;
  heads: readonly [string, string, string];
  differences: readonly Difference[];
  /** What to say when there are none. */
  none: string;
}

/** What it is, and how it is on both sides. */
export function DifferenceTable(props: DifferenceTableProps) {
  const { label, heads, differences, none } = props;
  if (differences.length === 0) {
    return <Typography variant="body2">{none}</Typography>;
  }
  return (
    <ScrollTable label={label} minWidth={480} stickyFirstColumn isFixed>
      <TableHead>
        <TableRow>
          {heads.map((title, column) => (
            <TableCell key={column}>{title}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {differences.map(({ name, from, to }) => (
          <TableRow key={name} hover>
            <RowHeader>{name}</RowHeader>
            <TableCell>{from}</TableCell>
            <TableCell>{to}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
