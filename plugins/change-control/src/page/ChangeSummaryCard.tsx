import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Change, environmentRefSchema } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  environmentPath,
  formatInstant,
} from '@plumbline/plugin-odoo-react';
import { STATE_BADGES } from '../state/presentState';
import { StandStill } from './StandStill';

const useStyles = makeStyles({
  card: { display: 'grid', gap: 4, marginBottom: 16 },
  head: { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'baseline' },
});

export interface ChangeSummaryCardProps {
  change: Change;
}

/** What, for which environment, by whom, why, and where it stands. */
export function ChangeSummaryCard(props: ChangeSummaryCardProps) {
  const { change } = props;
  const classes = useStyles();
  const environment = environmentRefSchema.safeParse(change.environment);
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <Typography variant="h5" component="h1">
          {change.kind} {change.environment}
        </Typography>
        <Badge {...STATE_BADGES[change.state]} />
        {environment.success && (
          <Link to={environmentPath(environment.data)}>Health</Link>
        )}
      </div>
      <Typography>{change.reason}</Typography>
      <Typography variant="body2">
        {`Requested by ${change.requester}, ${formatInstant(
          change.createdAt,
        )}; revision ${change.revision}`}
        {change.commit && `; commit ${change.commit.slice(0, 10)}`}
      </Typography>
      <StandStill change={change} />
    </div>
  );
}
