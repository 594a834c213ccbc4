import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  QueryPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { CountsLine } from '../fleet';

const POLL_MS = 30_000;
const NO_FILTERS = new URLSearchParams();

/** The fleet in one line: how many environments have which verdict, each on the way to them. */
export function FleetAtAGlance() {
  // The counts are of all; of the rows none is shown.
  const fleet = useOdooQuery(
    (api, signal) => api.listEnvironments({ limit: 1 }, signal),
    {
      key: 'fleet at a glance',
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  return (
    <QueryPanel
      query={fleet}
      what="The fleet"
      stillWorks="Every other part of this page still works."
    >
      {({ counts, total }, isOutdated) =>
        total === 0 ? (
          <EmptyState
            isCompact
            title="No environments yet"
            description="An environment counts here once the change that creates it is in the GitOps repository. You see those that you may read."
          />
        ) : (
          <CountsLine
            counts={counts}
            parameters={NO_FILTERS}
            to="/tenants"
            isOutdated={isOutdated}
          />
        )
      }
    </QueryPanel>
  );
}
