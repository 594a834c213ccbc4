import { Content } from '@backstage/core-components';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import { QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { ChangeFilterBar } from './ChangeFilterBar';
import { ChangePager } from './ChangePager';
import { ChangeTable } from './ChangeTable';
import { NoChanges } from './NoChanges';
import { UnknownFilter } from './UnknownFilter';
import { useChangeFilters } from './useChangeFilters';

const POLL_MS = 30_000;

/** All changes that the user may read, the newest first. */
export function ChangesPage() {
  const url = useChangeFilters();
  const { filters } = url;
  const query = {
    state: filters.state,
    environment: filters.environment || undefined,
    mine: filters.mine || undefined,
    cursor: filters.trail.at(-1),
  };
  const changes = useOdooQuery(
    (api, signal) => api.listChanges(query, signal),
    {
      key: JSON.stringify(query),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
      keepPrevious: true,
    },
  );
  return (
    <Content>
      <ChangeFilterBar filters={filters} onFilter={url.filterBy} />
      {url.unknownStates.length > 0 && (
        <UnknownFilter states={url.unknownStates} onClear={url.clear} />
      )}
      <QueryPanel
        query={changes}
        what="The changes"
        stillWorks="What was approved goes on without this page."
      >
        {({ items, total, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <NoChanges isFiltered={url.isFiltered} onClear={url.clear} />
            ) : (
              <ChangeTable changes={items} isBusy={changes.isRefreshing} />
            )}
            {(total > 0 || filters.trail.length > 0) && (
              <ChangePager
                shown={items.length}
                total={total}
                trail={filters.trail}
                nextCursor={nextCursor}
                onGo={url.goTo}
              />
            )}
          </>
        )}
      </QueryPanel>
    </Content>
  );
}
