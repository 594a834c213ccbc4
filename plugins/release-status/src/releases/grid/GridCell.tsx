import { MatrixCell } from '@plumbline/plugin-odoo-common';
import {
  StatusShape,
  formatRelative,
  usePalette,
} from '@plumbline/plugin-odoo-react';
import { marksOf } from './presentCell';
import { GridClasses } from './useGridStyles';

export interface GridCellProps {
  cell?: MatrixCell;
  /** `<row>:<column>`, by which the grid finds it. */
  place: string;
  /** The one cell that Tab reaches. */
  isActive: boolean;
  classes: GridClasses;
  /** Milliseconds, of the minute. */
  now: number;
}

/** What one environment has and how that did; each mark is a shape and a word. */
export function GridCell(props: GridCellProps) {
  const { cell, place, isActive, classes, now } = props;
  const palette = usePalette();
  const tabIndex = isActive ? 0 : -1;
  if (!cell) {
    return (
      <td
        role="gridcell"
        className={`${classes.cell} ${classes.none}`}
        data-place={place}
        tabIndex={tabIndex}
      >
        <span aria-label="no environment">-</span>
      </td>
    );
  }
  return (
    <td
      role="gridcell"
      className={classes.cell}
      data-place={place}
      tabIndex={tabIndex}
      aria-haspopup="menu"
    >
      <span className={classes.version}>{cell.version}</span>{' '}
      <span className={classes.age}>
        {cell.since ? formatRelative(cell.since, now) : 'age not known'}{' '}
      </span>
      <span className={classes.marks}>
        {marksOf(cell).map(({ shape, tone, word }) => (
          <span
            key={word}
            className={classes.mark}
            style={{ color: palette[tone] }}
          >
            <StatusShape name={shape} />
            {`${word} `}
          </span>
        ))}
      </span>
      {cell.blockedBy && (
        <span className={classes.blockedBy}>{`by ${cell.blockedBy}`}</span>
      )}
    </td>
  );
}
