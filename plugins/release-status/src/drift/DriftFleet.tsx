import Typography from '@material-ui/core/Typography';
import {
  DRIFT_KINDS,
  DriftQuery,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import {
  CountLinks,
  ListFilters,
  OneOfFilter,
  Pager,
  QueryPanel,
  formatCount,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { DriftTable } from './DriftTable';
import { DriftUrlState } from './driftUrl';
import { NoDrift } from './NoDrift';

const POLL_MS = 30_000;

export interface DriftFleetProps {
  query: DriftQuery;
  url: DriftUrlState;
}

export function DriftFleet(props: DriftFleetProps) {
  const { query, url } = props;
  const drift = useOdooQuery((api, signal) => api.listDrift(query, signal), {
    key: JSON.stringify(query),
    pollMs: POLL_MS,
    channel: SIGNAL_CHANNELS.verdicts,
    keepPrevious: true,
  });
  return (
    <>
      <ListFilters
        id="drift"
        url={url}
        names={[{ name: 'environment', label: 'Environment', suggestions: [] }]}
        choices={[]}
      >
        <OneOfFilter
          id="drift-severity"
          label="Severity"
          options={['critical', 'degraded']}
          value={url.valueOf('severity')}
          onChange={value => url.setParameter('severity', value)}
        />
      </ListFilters>
      <QueryPanel
        query={drift}
        what="The drift of the fleet"
        stillWorks="Git and the clusters go on without this page; changes are on Changes."
      >
        {(list, isOutdated) => (
          <>
            <CountLinks
              label="Drift by kind"
              filter="kind"
              counts={DRIFT_KINDS.map(kind => ({
                value: kind,
                count: list.counts[kind],
                shape: 'triangle',
                tone: 'plain',
                word: kind,
              }))}
              parameters={url.parameters}
              isOutdated={isOutdated}
            />
            {list.unknown > 0 && list.items.length > 0 && (
              <Typography variant="body2">
                {`${formatCount(
                  list.unknown,
                  'environment',
                )} could not be compared: what differs there is not known.`}
              </Typography>
            )}
            {list.items.length === 0 ? (
              <NoDrift unknown={list.unknown} url={url} />
            ) : (
              <DriftTable drift={list.items} isBusy={drift.isRefreshing} />
            )}
            <Pager
              shown={list.items.length}
              total={list.total}
              noun="differences"
              onPrevious={url.hasPrevious ? url.toPrevious : undefined}
              onNext={
                list.nextCursor
                  ? () => url.toNext(list.nextCursor ?? '')
                  : undefined
              }
            />
          </>
        )}
      </QueryPanel>
    </>
  );
}
