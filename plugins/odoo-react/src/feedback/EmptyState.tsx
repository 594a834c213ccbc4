import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: { padding: 24, display: 'grid', gap: 8, justifyItems: 'start' },
  compact: { display: 'grid', gap: 4, justifyItems: 'start' },
});

export interface EmptyStateProps {
  title: string;
  /** How to fill the page. */
  description?: string;
  /** The button or link that does. */
  action?: ReactNode;
  /** Within a part of a page rather than in its stead. */
  isCompact?: boolean;
}

/** An empty page says how to fill it. */
export function EmptyState(props: EmptyStateProps) {
  const { title, description, action, isCompact = false } = props;
  const classes = useStyles();
  return (
    <div className={isCompact ? classes.compact : classes.root} role="status">
      <Typography variant={isCompact ? 'body1' : 'h6'} component="p">
        {title}
      </Typography>
      {description && <Typography variant="body2">{description}</Typography>}
      {action}
    </div>
  );
}
