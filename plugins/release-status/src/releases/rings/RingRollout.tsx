import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { RolloutSummary } from '@plumbline/plugin-odoo-common';
import { Badge, rolloutPath } from '@plumbline/plugin-odoo-react';
import {
  BudgetLeft,
  ROLLOUT_BADGES,
  SoakLeft,
  stepsInWords,
} from '../../rollouts';

const useStyles = makeStyles(theme => ({
  head: { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
  facts: { ...theme.typography.caption, display: 'block' },
}));

export interface RingRolloutProps {
  rollout: RolloutSummary;
}

/** What is on its way to the ring, how long it soaks yet, how many may fail yet, and why it stands still. */
export function RingRollout(props: RingRolloutProps) {
  const { rollout } = props;
  const classes = useStyles();
  return (
    <div>
      <div className={classes.head}>
        <Link underline="always" to={rolloutPath(rollout.id)}>
          {rollout.release}
        </Link>
        <Badge {...ROLLOUT_BADGES[rollout.state]} />
      </div>
      <span className={classes.facts}>{stepsInWords(rollout.steps)}</span>
      <span className={classes.facts}>
        <SoakLeft rollout={rollout} />
        {'; '}
        <BudgetLeft rollout={rollout} />
      </span>
      {rollout.because && (
        <span className={classes.facts}>{rollout.because}</span>
      )}
    </div>
  );
}
