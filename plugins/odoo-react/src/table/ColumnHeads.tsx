import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';

export interface ColumnHeadsProps {
  titles: readonly string[];
}

/** The heads of a table that nobody can sort. */
export function ColumnHeads({ titles }: ColumnHeadsProps) {
  return (
    <TableHead>
      <TableRow>
        {titles.map(title => (
          <TableCell key={title} component="th" scope="col">
            {title}
          </TableCell>
        ))}
      </TableRow>
    </TableHead>
  );
}
