import { Content, Progress } from '@backstage/core-components';
import { ErrorPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { ChangeFilterBar } from './ChangeFilterBar';
import { ChangePager } from './ChangePager';
import { ChangeTable } from './ChangeTable';
import { NoChanges } from './NoChanges';
import { UnknownFilter } from './UnknownFilter';
import { useChangeFilters } from './useChangeFilters';

const POLL_MS = 10_000;

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
    { key: JSON.stringify(query), pollMs: POLL_MS, keepPrevious: true },
  );
  const list = changes.data;
  return (
    <Content>
      <ChangeFilterBar filters={filters} onFilter={url.filterBy} />
      {url.unknownStates.length > 0 && (
        <UnknownFilter states={url.unknownStates} onClear={url.clear} />
      )}
      {changes.error && (
        <ErrorPanel
          title="The changes could not be loaded"
          error={changes.error}
          stillWorks={list && 'What was loaded before is still shown.'}
          onRetry={changes.retry}
        />
      )}
      {changes.status === 'loading' && <Progress />}
      {list?.items.length === 0 && (
        <NoChanges isFiltered={url.isFiltered} onClear={url.clear} />
      )}
      {list && list.items.length > 0 && (
        <ChangeTable changes={list.items} isBusy={changes.isRefreshing} />
      )}
      {list && (list.total > 0 || filters.trail.length > 0) && (
        <ChangePager
          shown={list.items.length}
          total={list.total}
          trail={filters.trail}
          nextCursor={list.nextCursor}
          onGo={url.goTo}
        />
      )}
    </Content>
  );
}
