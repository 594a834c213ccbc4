import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  QueryPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { ChangeRows } from './ChangeRows';
import { approvableOf } from './approvableOf';

const POLL_MS = 30_000;
const SHOWN = 5;
/** Of all that wait, the newest; further ones are on the page of changes. */
const ASKED = 50;

/** The changes of others that the user may approve. */
export function WaitingForApproval() {
  const identityApi = useApi(identityApiRef);
  const permissionApi = useApi(permissionApiRef);
  const waiting = useOdooQuery(
    async (api, signal) => {
      const [{ userEntityRef }, { items }] = await Promise.all([
        identityApi.getBackstageIdentity(),
        api.listChanges({ state: ['awaiting-approval'], limit: ASKED }, signal),
      ]);
      return approvableOf(items, userEntityRef, permissionApi);
    },
    {
      key: 'waiting for my approval',
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
    },
  );
  return (
    <QueryPanel
      query={waiting}
      what="What waits for your approval"
      stillWorks="Every other part of this page still works."
    >
      {changes =>
        changes.length === 0 ? (
          <EmptyState isCompact title="Nothing waits for your approval" />
        ) : (
          <>
            <ChangeRows
              label="Waiting for my approval"
              changes={changes.slice(0, SHOWN)}
            />
            {changes.length > SHOWN && (
              <p>
                <Link to="/changes?state=awaiting-approval">
                  {`${changes.length - SHOWN} more`}
                </Link>
              </p>
            )}
          </>
        )
      }
    </QueryPanel>
  );
}
