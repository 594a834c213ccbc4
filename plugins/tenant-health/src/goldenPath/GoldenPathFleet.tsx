import {
  GoldenPathQuery,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  Pager,
  QueryPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { GoldenPathUrlState } from './goldenPathUrl';
import { StandCounts } from './StandCounts';
import { StandTable } from './StandTable';

const POLL_MS = 30_000;

export interface GoldenPathFleetProps {
  query: GoldenPathQuery;
  url: GoldenPathUrlState;
}

export function GoldenPathFleet(props: GoldenPathFleetProps) {
  const { query, url } = props;
  const list = useOdooQuery(
    (api, signal) => api.listGoldenPath(query, signal),
    {
      key: JSON.stringify(query),
      pollMs: POLL_MS,
      keepPrevious: true,
      channel: SIGNAL_CHANNELS.changes,
    },
  );
  return (
    <QueryPanel
      query={list}
      what="The golden path of the fleet"
      stillWorks="The repository is compared without this page as well."
    >
      {(data, isOutdated) => (
        <>
          <StandCounts
            list={data}
            parameters={url.parameters}
            isOutdated={isOutdated}
          />
          {data.items.length === 0 ? (
            <EmptyState
              title="No environments here"
              description={
                url.hasFilters
                  ? 'None stands like this: choose another count above.'
                  : 'Create the first environment: it begins on the current golden path.'
              }
            />
          ) : (
            <StandTable
              list={data}
              isBusy={list.isRefreshing}
              isOutdated={isOutdated}
              onProposed={list.retry}
            />
          )}
          <Pager
            shown={data.items.length}
            total={data.total}
            noun="environments"
            onPrevious={url.hasPrevious ? url.toPrevious : undefined}
            onNext={
              data.nextCursor ? () => url.toNext(data.nextCursor!) : undefined
            }
          />
        </>
      )}
    </QueryPanel>
  );
}
