import { Content, Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  SIGNAL_CHANNELS,
  STEP_TITLES,
  SeriesUpgradeSummary,
  seriesUpgradeQuerySchema,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  EmptyState,
  LinkProblem,
  ListUrlState,
  Pager,
  QueryPanel,
  RelativeTime,
  RowHeader,
  ScrollTable,
  readListUrl,
  releasePath,
  seriesUpgradePath,
  useListUrl,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import {
  SERIES_UPGRADE_BADGES,
  UPGRADE_STEP_BADGES,
} from './presentSeriesUpgrade';

const POLL_MS = 30_000;
const FILTERS = ['state', 'environment'] as const;
const COLUMNS = ['Environment', 'To', 'State', 'Next step', 'Begun'];

/** `/releases/series-upgrades`: the newest first; `?state` and `?environment` filter. */
export function SeriesUpgradesPage() {
  const url = useListUrl(FILTERS);
  const read = readListUrl(url.parameters, FILTERS, seriesUpgradeQuerySchema);
  return (
    <Content>
      {read.valid ? (
        <SeriesUpgradeList query={read.query} url={url} />
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}

interface SeriesUpgradeListProps {
  query: ReturnType<typeof seriesUpgradeQuerySchema.parse>;
  url: ListUrlState<(typeof FILTERS)[number]>;
}

function SeriesUpgradeList(props: SeriesUpgradeListProps) {
  const { query, url } = props;
  const upgrades = useOdooQuery(
    (api, signal) => api.listSeriesUpgrades(query, signal),
    {
      key: JSON.stringify(query),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
      keepPrevious: true,
    },
  );
  return (
    <QueryPanel
      query={upgrades}
      what="The series upgrades"
      stillWorks="Their changes are on Changes; each can be decided there."
    >
      {({ items, total, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <EmptyState
              title="No series upgrades"
              description="Open the Release tab of a production and choose New series: step by step it is cloned, migrated and cut over."
            />
          ) : (
            <SeriesUpgradeTable
              upgrades={items}
              isBusy={upgrades.isRefreshing}
            />
          )}
          <Pager
            shown={items.length}
            total={total}
            noun="series upgrades"
            onPrevious={url.hasPrevious ? url.toPrevious : undefined}
            onNext={nextCursor ? () => url.toNext(nextCursor) : undefined}
          />
        </>
      )}
    </QueryPanel>
  );
}

interface SeriesUpgradeTableProps {
  upgrades: readonly SeriesUpgradeSummary[];
  isBusy: boolean;
}

function SeriesUpgradeTable(props: SeriesUpgradeTableProps) {
  return (
    <ScrollTable
      label="Series upgrades"
      minWidth={640}
      stickyFirstColumn
      isBusy={props.isBusy}
    >
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {props.upgrades.map(upgrade => (
          <TableRow key={upgrade.id} hover>
            <RowHeader>
              <Link to={seriesUpgradePath(upgrade.id)}>
                {upgrade.environment}
              </Link>
            </RowHeader>
            <TableCell>
              <Link to={releasePath(upgrade.release)}>{upgrade.release}</Link>
            </TableCell>
            <TableCell>
              <Badge {...SERIES_UPGRADE_BADGES[upgrade.state]} />
            </TableCell>
            <TableCell>
              {upgrade.next
                ? `${STEP_TITLES[upgrade.next.step]}, ${
                    UPGRADE_STEP_BADGES[upgrade.next.state].word
                  }`
                : 'none'}
            </TableCell>
            <TableCell>
              <RelativeTime at={upgrade.createdAt} what="Begun" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
