import { Link } from '@backstage/core-components';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  QueryPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { ChangeRows } from './ChangeRows';

const POLL_MS = 30_000;
const SHOWN = 5;

/** What the user proposed, the newest first. */
export function MyChanges() {
  const changes = useOdooQuery(
    (api, signal) => api.listChanges({ mine: true, limit: SHOWN }, signal),
    { key: 'my changes', pollMs: POLL_MS, channel: SIGNAL_CHANNELS.changes },
  );
  return (
    <QueryPanel
      query={changes}
      what="Your changes"
      stillWorks="Every other part of this page still works."
    >
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyState
            isCompact
            title="You have proposed no change"
            description="Every change to an environment starts with a form, under Create."
          />
        ) : (
          <>
            <ChangeRows label="My changes" changes={items} />
            {total > items.length && (
              <p>
                <Link to="/changes?mine=true">{`All ${total}`}</Link>
              </p>
            )}
          </>
        )
      }
    </QueryPanel>
  );
}
