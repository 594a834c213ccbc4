import {
  EnvironmentList,
  EnvironmentQuery,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import {
  LegendButton,
  Pager,
  QueryPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { makeStyles } from '@material-ui/core/styles';
import { SavedFilters } from '../savedFilters';
import { CountsLine } from './CountsLine';
import { FilterBar } from './FilterBar';
import { FleetTable } from './FleetTable';
import { NoEnvironments } from './NoEnvironments';
import { FleetUrlState, filtersOf } from './fleetUrl';

/** Evidence lives for five minutes and more; ages tick without asking. */
const POLL_MS = 30_000;

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '0 16px',
    marginBottom: 4,
  },
  tools: { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

export interface FleetProps {
  query: EnvironmentQuery;
  url: FleetUrlState;
}

export function Fleet(props: FleetProps) {
  const { query, url } = props;
  const list = useOdooQuery(
    (api, signal) => api.listEnvironments(query, signal),
    {
      key: JSON.stringify(query),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
      keepPrevious: true,
    },
  );
  return (
    <>
      <FilterBar url={url} environments={list.data?.items ?? []} />
      <QueryPanel
        query={list}
        what="The environments"
        stillWorks="The filters and every other page still work."
      >
        {(data, isOutdated) => (
          <FleetAnswer
            list={data}
            query={query}
            url={url}
            isBusy={list.isRefreshing}
            isOutdated={isOutdated}
          />
        )}
      </QueryPanel>
    </>
  );
}

interface FleetAnswerProps extends FleetProps {
  list: EnvironmentList;
  isBusy: boolean;
  isOutdated: boolean;
}

function FleetAnswer(props: FleetAnswerProps) {
  const { list, query, url, isBusy, isOutdated } = props;
  const { items, total, counts, nextCursor } = list;
  const classes = useStyles();
  return (
    <>
      <div className={classes.head}>
        <CountsLine
          counts={counts}
          parameters={url.parameters}
          isOutdated={isOutdated}
        />
        <div className={classes.tools}>
          <SavedFilters filters={filtersOf(url.parameters)} />
          <LegendButton />
        </div>
      </div>
      {items.length === 0 ? (
        <NoEnvironments url={url} />
      ) : (
        <FleetTable
          environments={items}
          sort={query.sort}
          onSort={sort => url.setParameter('sort', sort)}
          isBusy={isBusy}
          isOutdated={isOutdated}
        />
      )}
      <Pager
        shown={items.length}
        total={total}
        noun="environments"
        onPrevious={url.hasPrevious ? url.toPrevious : undefined}
        onNext={nextCursor ? () => url.toNext(nextCursor) : undefined}
      />
    </>
  );
}
