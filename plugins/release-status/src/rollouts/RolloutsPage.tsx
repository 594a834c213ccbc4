import { Content, Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  RolloutSummary,
  SIGNAL_CHANNELS,
  rolloutQuerySchema,
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
  formatQuantity,
  readListUrl,
  releasePath,
  rolloutPath,
  useListUrl,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { ROLLOUT_BADGES, stepsInWords } from './presentRollout';

const POLL_MS = 30_000;
const FILTERS = ['state', 'release', 'ring'] as const;
const COLUMNS = ['Release', 'Ring', 'State', 'Environments', 'Failed', 'Begun'];

/** `/rollouts`: the newest first; `?state`, `?release` and `?ring` filter. */
export function RolloutsPage() {
  const url = useListUrl(FILTERS);
  const read = readListUrl(url.parameters, FILTERS, rolloutQuerySchema);
  return (
    <Content>
      {read.valid ? (
        <RolloutList query={read.query} url={url} />
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}

interface RolloutListProps {
  query: ReturnType<typeof rolloutQuerySchema.parse>;
  url: ListUrlState<(typeof FILTERS)[number]>;
}

function RolloutList(props: RolloutListProps) {
  const { query, url } = props;
  const rollouts = useOdooQuery(
    (api, signal) => api.listRollouts(query, signal),
    {
      key: JSON.stringify(query),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
      keepPrevious: true,
    },
  );
  return (
    <QueryPanel
      query={rollouts}
      what="The rollouts"
      stillWorks="They go on without this page; their changes are on Changes."
    >
      {({ items, total, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <EmptyState
              title="No rollouts"
              description="Open a release and promote it to a ring: one change an environment follows."
            />
          ) : (
            <RolloutTable rollouts={items} isBusy={rollouts.isRefreshing} />
          )}
          <Pager
            shown={items.length}
            total={total}
            noun="rollouts"
            onPrevious={url.hasPrevious ? url.toPrevious : undefined}
            onNext={nextCursor ? () => url.toNext(nextCursor) : undefined}
          />
        </>
      )}
    </QueryPanel>
  );
}

interface RolloutTableProps {
  rollouts: readonly RolloutSummary[];
  isBusy: boolean;
}

function RolloutTable(props: RolloutTableProps) {
  return (
    <ScrollTable
      label="Rollouts"
      minWidth={640}
      stickyFirstColumn
      isBusy={props.isBusy}
    >
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {props.rollouts.map(rollout => (
          <TableRow key={rollout.id} hover>
            <RowHeader>
              <Link to={rolloutPath(rollout.id)}>{rollout.release}</Link>
            </RowHeader>
            <TableCell>
              <Link to={releasePath(rollout.release)}>{rollout.ring}</Link>
            </TableCell>
            <TableCell>
              <Badge {...ROLLOUT_BADGES[rollout.state]} />
            </TableCell>
            <TableCell>{stepsInWords(rollout.steps)}</TableCell>
            <TableCell>
              {`${formatQuantity(rollout.failures)} of ${
                rollout.failureBudget
              } allowed`}
            </TableCell>
            <TableCell>
              <RelativeTime at={rollout.createdAt} what="Begun" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
