import { makeStyles } from '@material-ui/core/styles';

/** Left out on paper. */
export const NO_PRINT = 'plumbline-no-print';
/** On paper alone: what the screen folds away. */
export const PRINT_ONLY = 'plumbline-print-only';

const useStyles = makeStyles({
  '@global': {
    [`.${PRINT_ONLY}`]: { display: 'none' },
    '@page': { size: 'A4 landscape', margin: '10mm' },
    '@media print': {
      [`.${NO_PRINT}, nav, header, [class*="BackstageSidebar"]`]: {
        display: 'none !important',
      },
      [`.${PRINT_ONLY}`]: { display: 'block' },
      'html, body, #root, #root *': {
        height: 'auto !important',
        maxHeight: 'none !important',
        overflow: 'visible !important',
      },
      'table, table th, table td': {
        minWidth: '0 !important',
        maxWidth: 'none !important',
        position: 'static !important',
        fontSize: '8pt !important',
        lineHeight: '1.3 !important',
      },
      thead: { display: 'table-header-group' },
      tr: { breakInside: 'avoid' },
      '*': {
        color: '#000 !important',
        backgroundColor: 'transparent !important',
        boxShadow: 'none !important',
      },
    },
  },
});

/** While it is on the page, printing shows the whole content on A4 landscape, and nothing around it. */
export function PrintStyle() {
  useStyles();
  return null;
}
