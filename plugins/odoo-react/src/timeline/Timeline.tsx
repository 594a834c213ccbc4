import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TimelineEntry } from '@plumbline/plugin-odoo-common';
import { useClock } from '../clock';
import { formatDuration, formatInstant } from '../format';
import { timelineSteps } from './timelineSteps';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    padding: '4px 0 8px 12px',
  },
  current: { borderLeftColor: theme.palette.text.primary },
  head: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' },
  took: { fontVariantNumeric: 'tabular-nums' },
}));

export interface TimelineProps {
  timeline: readonly TimelineEntry[];
}

/** Every state with when, who, why and how long; the current one counts on. */
export function Timeline(props: TimelineProps) {
  const classes = useStyles();
  // Whole seconds, so that a step does not begin with a fraction that never ends.
  const now = useClock(time => Math.floor(time / 1000) * 1000);
  return (
    <ol className={classes.list} aria-label="Timeline">
      {timelineSteps(props.timeline, now).map(step => (
        <li
          key={`${step.state} ${step.at}`}
          className={
            step.isCurrent ? `${classes.step} ${classes.current}` : classes.step
          }
          aria-current={step.isCurrent ? 'step' : undefined}
        >
          <div className={classes.head}>
            <Typography variant="subtitle2" component="span">
              {step.state.replace(/-/g, ' ')}
            </Typography>
            {step.tookMs !== undefined && (
              <Typography variant="body2" className={classes.took}>
                {step.isCurrent
                  ? `for ${formatDuration(step.tookMs)} now`
                  : `took ${formatDuration(step.tookMs)}`}
              </Typography>
            )}
          </div>
          <Typography variant="caption" component="div">
            <time dateTime={step.at}>{formatInstant(step.at)}</time>
            {step.actor && ` by ${step.actor}`}
          </Typography>
          {step.note && <Typography variant="body2">{step.note}</Typography>}
        </li>
      ))}
    </ol>
  );
}
