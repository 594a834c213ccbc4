import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  PersonLink,
  RelativeTime,
  formatCount,
  releasePath,
} from '@plumbline/plugin-odoo-react';
import { BudgetLeft } from './BudgetLeft';
import { ROLLOUT_BADGES } from './presentRollout';
import { SoakLeft } from './SoakLeft';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
});

export interface RolloutFactsProps {
  rollout: RolloutDetail;
}

export function RolloutFacts(props: RolloutFactsProps) {
  const { rollout } = props;
  const { state, release, because, requester, createdAt, hidden } = rollout;
  const classes = useStyles();
  return (
    <>
      <Typography variant="body1" component="div" className={classes.head}>
        <Badge {...ROLLOUT_BADGES[state]} />
        <SoakLeft rollout={rollout} />
        <BudgetLeft rollout={rollout} />
        <span>{`${formatCount(rollout.batch, 'environment')} at once`}</span>
        <Link to={releasePath(release)}>Open the release</Link>
      </Typography>
      {because && <Typography variant="body1">{because}</Typography>}
      <Typography variant="body2">
        <PersonLink person={requester} /> began it{' '}
        <RelativeTime at={createdAt} />: {rollout.reason}
      </Typography>
      {hidden > 0 && (
        <Typography variant="body2">
          {`${formatCount(
            hidden,
            'environment',
          )} of it you may not read: they count, and are not listed.`}
        </Typography>
      )}
    </>
  );
}
