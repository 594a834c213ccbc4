import { makeStyles } from '@material-ui/core/styles';

export const useFleetStyles = makeStyles(theme => ({
  summary: {
    ...theme.typography.caption,
    display: 'block',
    minWidth: 200,
    maxWidth: 480,
  },
  risk: { minWidth: 160 },
  nowrap: { whiteSpace: 'nowrap' },
}));
