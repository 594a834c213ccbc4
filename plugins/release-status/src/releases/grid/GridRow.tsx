import { memo } from 'react';
import { MatrixRow } from '@plumbline/plugin-odoo-common';
import { Column, cellAt } from './columns';
import { GridCell } from './GridCell';
import { GridClasses } from './useGridStyles';

export interface GridRowProps {
  row: MatrixRow;
  index: number;
  columns: readonly Column[];
  /** Column of the cell that Tab reaches; -1 when it is in another row. */
  activeColumn: number;
  classes: GridClasses;
  now: number;
}

/** One tenant. Moving through the grid renders the row that is left and the one that is entered, no other. */
export const GridRow = memo(function GridRowOf(props: GridRowProps) {
  const { row, index, columns, activeColumn, classes, now } = props;
  return (
    <tr>
      <th scope="row" role="rowheader">
        {row.tenant}
      </th>
      {columns.map((column, place) => (
        <GridCell
          key={`${column.ring} ${column.stage}`}
          cell={cellAt(row, column)}
          place={`${index}:${place}`}
          isActive={place === activeColumn}
          classes={classes}
          now={now}
        />
      ))}
    </tr>
  );
});
