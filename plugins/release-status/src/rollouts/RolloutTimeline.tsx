import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Rollout } from '@plumbline/plugin-odoo-common';
import { PersonLink, formatInstant } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    padding: '4px 0 8px 12px',
  },
}));

export interface RolloutTimelineProps {
  timeline: Rollout['timeline'];
}

/** What happened, when, and by whom; without a person it was the portal itself. */
export function RolloutTimeline(props: RolloutTimelineProps) {
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label="Timeline">
      {props.timeline.map(({ at, actor, note }, index) => (
        <li key={index} className={classes.entry}>
          <Typography variant="body2">{note}</Typography>
          <Typography variant="caption" component="div">
            <time dateTime={at}>{formatInstant(at)}</time> by{' '}
            {actor ? <PersonLink person={actor} /> : 'the portal'}
          </Typography>
        </li>
      ))}
    </ol>
  );
}
