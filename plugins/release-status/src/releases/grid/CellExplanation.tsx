import Paper from '@material-ui/core/Paper';
import Popper from '@material-ui/core/Popper';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  popper: { zIndex: theme.zIndex.tooltip, pointerEvents: 'none' },
  paper: { ...theme.typography.body2, padding: 8, maxWidth: 420 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

export interface CellExplanationProps {
  id: string;
  anchor: HTMLElement;
  lines: readonly string[];
}

/** Beside the cell that the pointer or the focus is on: one for the whole grid. */
export function CellExplanation(props: CellExplanationProps) {
  const { id, anchor, lines } = props;
  const classes = useStyles();
  return (
    <Popper
      // Material UI gives it the role of a tooltip.
      id={id}
      open
      anchorEl={anchor}
      placement="bottom-start"
      className={classes.popper}
    >
      <Paper elevation={4} className={classes.paper}>
        <ul className={classes.list}>
          {lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Paper>
    </Popper>
  );
}
