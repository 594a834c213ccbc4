import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RISK_TITLES, Risk } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  VisuallyHidden,
  formatInstant,
  formatRelative,
  useClock,
} from '@plumbline/plugin-odoo-react';
import { presentSeverity } from './presentSeverity';

// The hidden word must be cut off with the table that scrolls around it.
const useStyles = makeStyles({ root: { position: 'relative' } });

export interface RiskSummaryProps {
  /** The nearest first. */
  risks: readonly Risk[];
}

/** The nearest risk in few words, and how many more there are. */
export function RiskSummary(props: RiskSummaryProps) {
  const [nearest, ...others] = props.risks;
  const classes = useStyles();
  const due = useClock(now =>
    nearest ? formatRelative(nearest.due, now) : '',
  );
  if (!nearest) return <>none</>;
  const { kind, severity, summary, owner } = nearest;
  return (
    <span
      className={classes.root}
      title={`${summary}; due ${formatInstant(
        nearest.due,
      )}; ${owner} has to act`}
    >
      <VisuallyHidden>{`${severity}: `}</VisuallyHidden>
      <Badge {...presentSeverity(nearest)} word={RISK_TITLES[kind]} />{' '}
      <Typography variant="caption" display="block">
        {due}
        {others.length > 0 && `, and ${others.length} more`}
      </Typography>
    </span>
  );
}
