import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Change, environmentRefSchema } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  changeLabel,
  changePath,
  comparePath,
  environmentPath,
  releasePath,
  rolloutPath,
  seriesUpgradePath,
  RelativeTime,
  PersonLink,
} from '@plumbline/plugin-odoo-react';
import { STATE_BADGES } from '../state/presentState';
import { StandStill } from './StandStill';

const useStyles = makeStyles({
  card: { display: 'grid', gap: 4, marginBottom: 16 },
  head: { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'baseline' },
  wrap: { overflowWrap: 'anywhere' },
});

export interface ChangeSummaryCardProps {
  change: Change;
}

/** What, for which environment, by whom, why, and where it stands. */
export function ChangeSummaryCard(props: ChangeSummaryCardProps) {
  const { change } = props;
  const classes = useStyles();
  const environment = environmentRefSchema.safeParse(change.environment);
  // What is still to be created has no page yet, and what was decommissioned none any more.
  const exists =
    change.kind === 'decommission'
      ? change.state !== 'done'
      : change.kind !== 'create' || change.commit !== undefined;
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <Typography variant="h5" component="h2" className={classes.wrap}>
          {change.kind} {change.environment}
        </Typography>
        <Badge {...STATE_BADGES[change.state]} />
        {exists && environment.success && (
          <Link to={environmentPath(environment.data)}>
            {`Health of ${change.environment}`}
          </Link>
        )}
      </div>
      <Typography className={classes.wrap}>{change.reason}</Typography>
      <ReleaseMove change={change} />
      <Typography variant="body2">
        Requested by <PersonLink person={change.requester} />{' '}
        <RelativeTime at={change.createdAt} />, revision {change.revision}
      </Typography>
      <PartOf change={change} />
      {change.commit && (
        <Typography variant="body2" className={classes.wrap}>
          Commit <code>{change.commit}</code>
          {change.commitParent && (
            <>
              {' on '}
              <code>{change.commitParent}</code>
            </>
          )}
          {change.conclusion?.commit && (
            <>
              {', then '}
              <code>{change.conclusion.commit}</code>
            </>
          )}
        </Typography>
      )}
      <StandStill change={change} />
    </div>
  );
}

/** A plan of sizes alone does not tell one release from another. */
function ReleaseMove({ change }: ChangeSummaryCardProps) {
  const { release, rollBack } = change;
  if (rollBack?.move === 'configuration-only') {
    return (
      <Typography variant="body2">
        Takes back the configuration of{' '}
        <Link to={changePath(rollBack.to)} underline="always">
          {`change ${changeLabel(rollBack.to)}`}
        </Link>
      </Typography>
    );
  }
  if (!release) return null;
  return (
    <Typography variant="body2">
      {'Release '}
      {release.from !== undefined && (
        <>
          <ReleaseLink version={release.from} />
          {' to '}
        </>
      )}
      <ReleaseLink version={release.to} />
      {release.from !== undefined && (
        <>
          {', '}
          <Link to={comparePath(release.from, release.to)} underline="always">
            what it changes
          </Link>
        </>
      )}
    </Typography>
  );
}

function ReleaseLink({ version }: { version: string }) {
  return (
    <Link to={releasePath(version)} underline="always">
      {version}
    </Link>
  );
}

function PartOf({ change }: ChangeSummaryCardProps) {
  const { parent, parentKind = 'rollout' } = change;
  if (parent === undefined) return null;
  const isRollout = parentKind === 'rollout';
  const path = isRollout ? rolloutPath(parent) : seriesUpgradePath(parent);
  return (
    <Typography variant="body2">
      Part of{' '}
      <Link to={path} underline="always">
        {`${isRollout ? 'rollout' : 'series upgrade'} ${changeLabel(parent)}`}
      </Link>
    </Typography>
  );
}
