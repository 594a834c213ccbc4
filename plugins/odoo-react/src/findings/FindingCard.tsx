import { ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ObservedStatus } from '@plumbline/plugin-odoo-common';
import { RelativeTime } from '../evidence';
import { Badge, StatusBadge } from '../status';

const useStyles = makeStyles({
  root: { padding: 12, display: 'grid', gap: 4, alignContent: 'start' },
  head: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' },
});

export interface FindingCardProps {
  /** `note`: worth knowing, and nothing is wrong. */
  status: ObservedStatus | 'note';
  /** What was found, in a few words. */
  what: string;
  /** Why we think so: the evidence in a sentence. */
  why: string;
  /** Since when it holds. */
  since?: string;
  /** What to do, as text or links. */
  action?: ReactNode;
}

/** What, why we think so, since when, what to do. */
export function FindingCard(props: FindingCardProps) {
  const { status, what, why, since, action } = props;
  const classes = useStyles();
  return (
    <Paper variant="outlined" component="article" className={classes.root}>
      <div className={classes.head}>
        {status === 'note' ? (
          <Badge shape="dash" tone="plain" word="note" />
        ) : (
          <StatusBadge status={status} />
        )}
        <Typography variant="subtitle2" component="h4">
          {what}
        </Typography>
        {since && (
          <Typography variant="caption">
            since <RelativeTime at={since} />
          </Typography>
        )}
      </div>
      <Typography variant="body2">{why}</Typography>
      {action && <div>{action}</div>}
    </Paper>
  );
}
