import { ReactNode, useRef } from 'react';
import Table from '@material-ui/core/Table';
import TableContainer from '@material-ui/core/TableContainer';
import { makeStyles } from '@material-ui/core/styles';
import { HOVERED } from '../palette';
import { useScrolls } from './useScrolls';

const useStyles = makeStyles(theme => ({
  container: { backgroundColor: theme.palette.background.paper },
  table: {
    minWidth: ({ minWidth }: { minWidth: number }) => minWidth,
    // The stock theme breaks words at any letter.
    '& th, & td': {
      padding: '4px 8px',
      verticalAlign: 'baseline',
      wordBreak: 'normal',
      // Its 1 sets the lines of a cell upon one another.
      lineHeight: 1.3,
    },
    // What a row is about is read whole: another column gives way.
    '& tbody th': { overflowWrap: 'break-word' },
    '& button': { whiteSpace: 'nowrap' },
    '& tbody tr.MuiTableRow-hover:hover': {
      backgroundColor: HOVERED[theme.palette.type],
    },
    // Names in cells may break anywhere, the heads only between words.
    '& thead th': { overflowWrap: 'normal' },
  },
  fixed: { tableLayout: 'fixed', '& td': { overflowWrap: 'anywhere' } },
  sticky: {
    '& th:first-child': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      minWidth: 120,
      maxWidth: '45vw',
      backgroundColor: theme.palette.background.paper,
    },
    // It covers what scrolls beneath it, so it cannot leave its ground to the row as the other cells do.
    '& tbody tr:nth-of-type(odd) th:first-child': {
      backgroundColor: theme.palette.background.default,
    },
    '& tbody tr.MuiTableRow-hover:hover th:first-child': {
      backgroundColor: HOVERED[theme.palette.type],
    },
  },
}));

export interface ScrollTableProps {
  /** Names the table to assistive technology. */
  label: string;
  /** Pixels below which it scrolls within itself rather than squeezing its columns. */
  minWidth?: number;
  /** The first column stays in sight while the rest scrolls. */
  stickyFirstColumn?: boolean;
  /** The heads alone say how wide the columns are; long words wrap. */
  isFixed?: boolean;
  /** What is shown is the answer to an earlier question. */
  isBusy?: boolean;
  children: ReactNode;
}

/** A dense table that scrolls within itself on a narrow screen. */
export function ScrollTable(props: ScrollTableProps) {
  const {
    label,
    minWidth = 0,
    stickyFirstColumn,
    isFixed,
    isBusy,
    children,
  } = props;
  const classes = useStyles({ minWidth });
  const container = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(container);
  return (
    <TableContainer
      ref={container}
      className={classes.container}
      // The arrow keys scroll what has the focus; there may be nothing in it that takes it.
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': label })}
    >
      <Table
        size="small"
        aria-label={label}
        aria-busy={isBusy}
        className={[
          classes.table,
          isFixed ? classes.fixed : '',
          stickyFirstColumn ? classes.sticky : '',
        ].join(' ')}
      >
        {children}
      </Table>
    </TableContainer>
  );
}
