import { makeStyles } from '@material-ui/core/styles';
import { HOVERED } from '@plumbline/plugin-odoo-react';

/** Of the first of the two rows of heads: the second sticks below it. */
const RING_ROW_HEIGHT = 50;

export const useGridStyles = makeStyles(theme => {
  const paper = theme.palette.background.paper;
  const line = `1px solid ${theme.palette.divider}`;
  return {
    container: {
      overflow: 'auto',
      // A cell that is walked to does not end up under the heads.
      scrollPadding: '86px 0 0 128px',
      // Heads stick to it; on a low screen a few rows stay in sight.
      maxHeight: 'max(360px, calc(100vh - 200px))',
      backgroundColor: paper,
      border: line,
    },
    table: {
      ...theme.typography.body2,
      borderCollapse: 'separate',
      borderSpacing: 0,
      minWidth: '100%',
      '& th, & td': {
        padding: '4px 8px',
        textAlign: 'left',
        verticalAlign: 'top',
        borderBottom: line,
        borderRight: line,
      },
      '& thead th': {
        position: 'sticky',
        top: RING_ROW_HEIGHT,
        zIndex: 2,
        backgroundColor: paper,
        fontWeight: 600,
        whiteSpace: 'nowrap',
      },
      '& thead tr:first-child th': {
        top: 0,
        height: RING_ROW_HEIGHT,
        boxSizing: 'border-box',
        overflow: 'hidden',
      },
      // The height has room for two lines: a longer title goes on in its tooltip rather than widen the stages under it.
      '& thead tr:first-child th[scope=colgroup]': {
        minWidth: 216,
        maxWidth: 0,
        whiteSpace: 'normal',
      },
      '& tr > th:first-child': { position: 'sticky', left: 0 },
      '& tbody th': {
        zIndex: 1,
        minWidth: 96,
        maxWidth: '40vw',
        overflowWrap: 'anywhere',
        backgroundColor: paper,
        fontWeight: 600,
      },
      // Over both what scrolls up and what scrolls to the left.
      '& thead tr:first-child th:first-child': { zIndex: 3 },
    },
    ringTitle: {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 2,
      overflow: 'hidden',
    },
    cell: {
      minWidth: 132,
      cursor: 'pointer',
      '&:hover': { backgroundColor: HOVERED[theme.palette.type] },
      '&:focus': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    none: { cursor: 'default' },
    version: { fontWeight: 600, whiteSpace: 'nowrap' },
    age: { ...theme.typography.caption, whiteSpace: 'nowrap', marginLeft: 4 },
    marks: { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
    mark: {
      ...theme.typography.caption,
      display: 'inline-flex',
      alignItems: 'center',
      gap: 2,
      whiteSpace: 'nowrap',
    },
    blockedBy: {
      ...theme.typography.caption,
      display: 'block',
      maxWidth: 220,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  };
});

export type GridClasses = ReturnType<typeof useGridStyles>;
