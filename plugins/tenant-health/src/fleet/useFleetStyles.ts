import { makeStyles } from '@material-ui/core/styles';

export const useFleetStyles = makeStyles(theme => ({
  container: {
    backgroundColor: theme.palette.background.paper,
    '& th, & td': {
      padding: '4px 12px',
      verticalAlign: 'top',
      wordBreak: 'normal',
    },
    '& thead th': { whiteSpace: 'nowrap' },
    '& th:first-child': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
      minWidth: 120,
      maxWidth: '45vw',
    },
  },
  summary: {
    ...theme.typography.caption,
    display: 'block',
    minWidth: 200,
    maxWidth: 480,
  },
  risk: { minWidth: 160 },
  nowrap: { whiteSpace: 'nowrap' },
}));
