import { ReactNode } from 'react';
import TableCell from '@material-ui/core/TableCell';

export interface RowHeaderProps {
  children: ReactNode;
}

/** The cell that names its row. */
export function RowHeader(props: RowHeaderProps) {
  // Material UI gives a body cell with a component of its own the role of any cell.
  return (
    <TableCell component="th" scope="row" role="rowheader">
      {props.children}
    </TableCell>
  );
}
