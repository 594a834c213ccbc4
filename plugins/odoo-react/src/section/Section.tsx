import { ReactNode, useId } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    padding: 16,
    // In a grid it may be narrower than what it holds.
    minWidth: 0,
    overflowX: 'auto',
    // Summaries repeat what clusters say, digests and all.
    overflowWrap: 'anywhere',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: 12,
    marginBottom: 8,
  },
});

export interface SectionProps {
  title: string;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of the page that assistive technology can jump to. */
export function Section(props: SectionProps) {
  const { title, aside, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      className={classes.root}
      aria-labelledby={id}
    >
      <div className={classes.head}>
        <Typography id={id} variant="h6" component="h3">
          {title}
        </Typography>
        {aside}
      </div>
      {children}
    </Paper>
  );
}
