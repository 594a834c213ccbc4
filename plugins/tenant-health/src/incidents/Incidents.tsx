import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  QueryPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { IncidentTable } from './IncidentTable';

const POLL_MS = 30_000;

export interface IncidentsProps {
  /** How many of them at most; absent: a page of them. */
  limit?: number;
}

/** What is wrong, by cause, the worst first. */
export function Incidents(props: IncidentsProps) {
  const { limit } = props;
  const incidents = useOdooQuery(
    (api, signal) => api.listIncidents({ limit }, signal),
    {
      key: `incidents ${limit}`,
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  return (
    <QueryPanel
      query={incidents}
      what="The incidents"
      stillWorks="Tenants shows the environments without their causes."
    >
      {({ items, total }, isOutdated) =>
        items.length === 0 ? (
          <EmptyState
            isCompact={limit !== undefined}
            title={isOutdated ? 'There were no incidents' : 'No incidents'}
            description="Environments that are not well appear here by what they have in common: a cluster, a database server, a source, a release."
          />
        ) : (
          <>
            <IncidentTable incidents={items} isOutdated={isOutdated} />
            {total > items.length && (
              <p>{`${items.length} of ${total} incidents, the worst first`}</p>
            )}
          </>
        )
      }
    </QueryPanel>
  );
}
