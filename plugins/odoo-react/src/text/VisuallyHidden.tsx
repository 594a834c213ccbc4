import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    padding: 0,
    border: 0,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
  },
});

export interface VisuallyHiddenProps {
  children: ReactNode;
}

/** For screen readers alone: what the eye gets from shape, place or pattern. */
export function VisuallyHidden(props: VisuallyHiddenProps) {
  return <span className={useStyles().root}>{props.children}</span>;
}
