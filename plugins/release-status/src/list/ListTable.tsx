import { ReactNode } from 'react';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  ColumnHeads,
  RowHeader,
  ScrollTable,
} from '@plumbline/plugin-odoo-react';

/** Below that it scrolls within itself. */
const MIN_WIDTH = 640;

export interface ListColumn<T> {
  title: string;
  cell: (item: T) => ReactNode;
}

export interface ListTableProps<T> {
  label: string;
  /** The first one names the row, and stays in sight while the others scroll. */
  columns: readonly ListColumn<T>[];
  items: readonly T[];
  isBusy: boolean;
}

export function ListTable<T extends { id: string }>(props: ListTableProps<T>) {
  const { label, columns, items, isBusy } = props;
  const [name, ...others] = columns;
  return (
    <ScrollTable
      label={label}
      minWidth={MIN_WIDTH}
      stickyFirstColumn
      isBusy={isBusy}
    >
      <ColumnHeads titles={columns.map(({ title }) => title)} />
      <TableBody>
        {items.map(item => (
          <TableRow key={item.id} hover>
            <RowHeader>{name.cell(item)}</RowHeader>
            {others.map(({ title, cell }) => (
              <TableCell key={title}>{cell(item)}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
