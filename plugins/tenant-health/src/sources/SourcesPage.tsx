import { Content } from '@backstage/core-components';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  QueryPanel,
  errorStatus,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { SourceList } from './SourceList';

const POLL_MS = 15_000;

/** `/sources`: what is collected from where, how the last run ended, and what it could not tell. */
export function SourcesPage() {
  const sources = useOdooQuery((api, signal) => api.listSources(signal), {
    key: 'sources',
    pollMs: POLL_MS,
    channel: SIGNAL_CHANNELS.sources,
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
      <QueryPanel
        query={sources}
        what="The sources"
        stillWorks="Collection goes on without this page."
      >
        {({ items }, isOutdated) => (
          <SourceList
            sources={items}
            isOutdated={isOutdated}
            onRefreshed={sources.retry}
          />
        )}
      </QueryPanel>
    </Content>
  );
}
