import { Progress } from '@backstage/core-components';
import {
  GoldenPathQuery,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  ErrorPanel,
  Pager,
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
    <>
      {list.error && (
        <ErrorPanel
          title={
            list.status === 'ready'
              ? 'The golden path of the fleet could not be refreshed'
              : 'The golden path of the fleet could not be loaded'
          }
          error={list.error}
          stillWorks={
            list.status === 'ready'
              ? 'Shown is what was loaded last.'
              : 'The repository is compared without this page as well.'
          }
          onRetry={list.retry}
        />
      )}
      {list.status === 'loading' && <Progress />}
      {list.status === 'ready' && (
        <>
          <StandCounts list={list.data} parameters={url.parameters} />
          {list.data.items.length === 0 ? (
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
              list={list.data}
              isBusy={list.isRefreshing}
              onProposed={list.retry}
            />
          )}
          <Pager
            shown={list.data.items.length}
            total={list.data.total}
            noun="environments"
            onPrevious={url.hasPrevious ? url.toPrevious : undefined}
            onNext={
              list.data.nextCursor
                ? () => url.toNext(list.data.nextCursor!)
                : undefined
            }
          />
        </>
      )}
    </>
  );
}
