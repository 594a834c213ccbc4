import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  SeriesUpgradeDetail,
  productionOf,
  rehearsalOf,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  PersonLink,
  RelativeTime,
  formatDuration,
  formatInstant,
  releasePath,
} from '@plumbline/plugin-odoo-react';
import { EnvironmentLink } from '../environmentLink';
import { SERIES_UPGRADE_BADGES } from './presentSeriesUpgrade';

const SECOND_MS = 1000;

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
});

export interface SeriesUpgradeFactsProps {
  upgrade: SeriesUpgradeDetail;
}

export function SeriesUpgradeFacts(props: SeriesUpgradeFactsProps) {
  const { upgrade } = props;
  const { state, release, from, requester, createdAt, reason } = upgrade;
  const there = new Set(
    upgrade.steps.flatMap(({ changes }) =>
      changes.map(({ environment }) => environment),
    ),
  );
  const made = [rehearsalOf(upgrade), productionOf(upgrade)].filter(
    environment => there.has(environment),
  );
  return (
    <>
      <Typography variant="body1" component="div" className={useStyles().head}>
        <Badge {...SERIES_UPGRADE_BADGES[state]} />
        <span>
          from{' '}
          <Link to={releasePath(from)} underline="always">
            {from}
          </Link>{' '}
          to{' '}
          <Link to={releasePath(release)} underline="always">
            {release}
          </Link>
        </span>
        {[upgrade.environment, ...made].map(environment => (
          <EnvironmentLink key={environment} environment={environment} />
        ))}
      </Typography>
      <Typography variant="body1">{downtimeInWords(upgrade)}</Typography>
      <Typography variant="body2">
        <PersonLink person={requester} /> began it{' '}
        <RelativeTime at={createdAt} />: {reason}
      </Typography>
    </>
  );
}

/** From the stop of the old one until the new one works. */
export function downtimeInWords({
  downtime: { rehearsedSeconds, from, until },
}: Pick<SeriesUpgradeDetail, 'downtime'>): string {
  const rehearsed =
    rehearsedSeconds === undefined
      ? 'how long is known once it was rehearsed'
      : `the rehearsal took ${formatDuration(rehearsedSeconds * SECOND_MS)}`;
  if (from === undefined) return `Downtime: planned; ${rehearsed}.`;
  if (until === undefined) {
    return `Downtime: since ${formatInstant(from)}; ${rehearsed}.`;
  }
  const took = formatDuration(Date.parse(until) - Date.parse(from));
  return `Downtime: ${took}, until the new one was verified on ${formatInstant(
    until,
  )}; ${rehearsed}.`;
}
