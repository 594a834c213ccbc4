import { Link } from '@backstage/core-components';
import {
  STEP_TITLES,
  SeriesUpgradeSummary,
  seriesUpgradeQuerySchema,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RelativeTime,
  releasePath,
  seriesUpgradePath,
} from '@plumbline/plugin-odoo-react';
import { ListColumn, ListPage } from '../list';
import {
  SERIES_UPGRADE_BADGES,
  UPGRADE_STEP_BADGES,
} from './presentSeriesUpgrade';

const FILTERS = ['state', 'environment'] as const;

const COLUMNS: readonly ListColumn<SeriesUpgradeSummary>[] = [
  {
    title: 'Environment',
    cell: ({ id, environment }) => (
      <Link to={seriesUpgradePath(id)}>{environment}</Link>
    ),
  },
  {
    title: 'To',
    cell: ({ release }) => <Link to={releasePath(release)}>{release}</Link>,
  },
  {
    title: 'State',
    cell: ({ state }) => <Badge {...SERIES_UPGRADE_BADGES[state]} />,
  },
  {
    title: 'Next step',
    cell: ({ next }) =>
      next
        ? `${STEP_TITLES[next.step]}, ${UPGRADE_STEP_BADGES[next.state].word}`
        : 'none',
  },
  {
    title: 'Begun',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} what="Begun" />,
  },
];

/** `/releases/series-upgrades`: the newest first; `?state` and `?environment` filter. */
export function SeriesUpgradesPage() {
  return (
    <ListPage
      noun="series upgrades"
      filters={FILTERS}
      schema={seriesUpgradeQuerySchema}
      load={(api, query, signal) => api.listSeriesUpgrades(query, signal)}
      columns={COLUMNS}
      stillWorks="Their changes are on Changes; each can be decided there."
      howToBegin="Open the Release tab of a production and choose New series: step by step it is cloned, migrated and cut over."
    />
  );
}
