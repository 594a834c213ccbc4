import { makeStyles } from '@material-ui/core/styles';

export const useFleetStyles = makeStyles(theme => ({
  /** Two lines, so that one long sentence does not push the fleet out of sight. */
  summary: {
    ...theme.typography.caption,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    minWidth: 140,
    maxWidth: 720,
  },
  small: theme.typography.caption,
  nowrap: { whiteSpace: 'nowrap' },
}));
