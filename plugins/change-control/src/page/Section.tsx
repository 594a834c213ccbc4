import { ReactNode, useId } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  section: { padding: 12, minWidth: 0, overflowX: 'auto' },
});

export interface SectionProps {
  title: string;
  children: ReactNode;
}

/** A titled part of the page that a screen reader can jump to. */
export function Section(props: SectionProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      className={useStyles().section}
      aria-labelledby={id}
    >
      <Typography id={id} variant="h6" component="h3" gutterBottom>
        {props.title}
      </Typography>
      {props.children}
    </Paper>
  );
}
