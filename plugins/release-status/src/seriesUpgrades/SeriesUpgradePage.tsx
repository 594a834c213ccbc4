import { useParams } from 'react-router-dom';
import { Content } from '@backstage/core-components';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import {
  SIGNAL_CHANNELS,
  SeriesUpgradeDetail,
  hasSeriesUpgradeEnded,
} from '@plumbline/plugin-odoo-common';
import {
  QueryPanel,
  changeLabel,
  seriesUpgradePath,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { SeriesUpgradeView } from './SeriesUpgradeView';

const POLL_UNDER_WAY_MS = 5_000;
const POLL_ENDED_MS = 60_000;

const pollMs = (upgrade: SeriesUpgradeDetail | undefined) =>
  upgrade && hasSeriesUpgradeEnded(upgrade) ? POLL_ENDED_MS : POLL_UNDER_WAY_MS;

/** `/releases/series-upgrades/<id>`: one series upgrade, live. */
export function SeriesUpgradePage() {
  const { id = '' } = useParams();
  const upgrade = useOdooQuery(
    (api, signal) => api.getSeriesUpgrade(id, signal),
    { key: id, pollMs, channel: SIGNAL_CHANNELS.changes },
  );
  return (
    <BreadcrumbEntry
      entry={{ label: changeLabel(id), href: seriesUpgradePath(id) }}
    >
      <Content>
        <QueryPanel
          query={upgrade}
          what={`The series upgrade ${changeLabel(id)}`}
          stillWorks="Its changes are on Changes; each can be decided there."
        >
          {data => (
            <SeriesUpgradeView upgrade={data} onDecided={upgrade.retry} />
          )}
        </QueryPanel>
      </Content>
    </BreadcrumbEntry>
  );
}
