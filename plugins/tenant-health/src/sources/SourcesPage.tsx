import { Content, Progress } from '@backstage/core-components';
import {
  EmptyState,
  ErrorPanel,
  errorStatus,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { SourceTable } from './SourceTable';

const POLL_MS = 15_000;

/** `/sources`: what is collected from where, how the last run ended, and what it could not tell. */
export function SourcesPage() {
  const sources = useOdooQuery((api, signal) => api.listSources(signal), {
    key: 'sources',
    pollMs: POLL_MS,
  });
  if (sources.error && errorStatus(sources.error) === 403) {
    return (
      <Content>
        <EmptyState
          title="You may not see the sources"
          description="Your role does not include odoo.source.read. The health of your environments, with the age of its evidence, is on Tenants."
        />
      </Content>
    );
  }
  return (
    <Content>
      {sources.error && (
        <ErrorPanel
          title="The sources could not be loaded"
          error={sources.error}
          stillWorks="Collection goes on without this page."
          onRetry={sources.retry}
        />
      )}
      {sources.status === 'loading' && <Progress />}
      {sources.data?.items.length === 0 && (
        <EmptyState
          title="No sources yet"
          description="Install a collector module in the backend and configure a cluster for it."
        />
      )}
      {sources.data && sources.data.items.length > 0 && (
        <SourceTable sources={sources.data.items} onRefreshed={sources.retry} />
      )}
    </Content>
  );
}
