import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { RecoveryList, RecoveryQuery } from '@plumbline/plugin-odoo-common';
import { Pager, QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { ScoreExplanation } from '../help';
import { NO_PRINT, PrintButton, PrintTitle } from '../print';
import { BandCounts } from './BandCounts';
import { CsvButton } from './CsvButton';
import { FilterBar } from './FilterBar';
import { NothingRead } from './NothingRead';
import { NothingToShow } from './NothingToShow';
import { RecoveryTable } from './RecoveryTable';
import { RecoveryUrlState } from './recoveryUrl';

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
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 },
});

export interface RecoveryFleetProps {
  query: RecoveryQuery;
  url: RecoveryUrlState;
}

export function RecoveryFleet(props: RecoveryFleetProps) {
  const { query, url } = props;
  const list = useOdooQuery((api, signal) => api.listRecovery(query, signal), {
    key: JSON.stringify(query),
    pollMs: POLL_MS,
    keepPrevious: true,
  });
  return (
    <>
      <div className={NO_PRINT}>
        <FilterBar url={url} />
      </div>
      <QueryPanel
        query={list}
        what="The recovery of the fleet"
        stillWorks="Backups and their collection go on without this page."
      >
        {(data, isOutdated) => (
          <RecoveryAnswer
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

interface RecoveryAnswerProps extends RecoveryFleetProps {
  list: RecoveryList;
  isBusy: boolean;
  isOutdated: boolean;
}

function RecoveryAnswer(props: RecoveryAnswerProps) {
  const { list, query, url, isBusy, isOutdated } = props;
  const { items, total, counts, average, nextCursor } = list;
  const classes = useStyles();
  return (
    <>
      <PrintTitle title="Recovery readiness" />
      <div className={classes.head}>
        <BandCounts
          counts={counts}
          average={average}
          parameters={url.parameters}
          isOutdated={isOutdated}
        />
        <div className={`${classes.tools} ${NO_PRINT}`}>
          <Link to="/recovery/order">Recovery order</Link>
          <CsvButton query={query} />
          <PrintButton />
          <ScoreExplanation />
        </div>
      </div>
      <NothingRead environments={items} />
      {items.length === 0 ? (
        <NothingToShow url={url} />
      ) : (
        <RecoveryTable
          environments={items}
          sort={query.sort}
          onSort={sort => url.setParameter('sort', sort)}
          isBusy={isBusy}
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
