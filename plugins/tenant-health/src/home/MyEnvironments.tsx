import { Link, Progress } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  EmptyState,
  QueryPanel,
  ScrollTable,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { MyEnvironmentRow } from './MyEnvironmentRow';
import { useOwnership } from './useOwnership';

const POLL_MS = 30_000;
const SHOWN = 8;
/** As many as the API takes in one filter. */
const MOST_OWNERS = 50;

/** The environments that the user or one of their groups owns, the worst first. */
export function MyEnvironments() {
  const owners = useOwnership();
  if (!owners) return <Progress />;
  return <OwnedEnvironments owner={owners.slice(0, MOST_OWNERS)} />;
}

function OwnedEnvironments(props: { owner: string[] }) {
  const { owner } = props;
  const environments = useOdooQuery(
    (api, signal) => api.listEnvironments({ owner, limit: SHOWN }, signal),
    {
      key: `owned by ${owner}`,
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  const all = `/tenants?${new URLSearchParams({ owner: owner.join(',') })}`;
  return (
    <QueryPanel
      query={environments}
      what="Your environments"
      stillWorks="Every other part of this page still works."
    >
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyState
            isCompact
            title="You own no environment"
            description="One that names you or one of your groups as its owner appears here."
          />
        ) : (
          <>
            <ScrollTable label="My environments">
              <ColumnHeads
                titles={['Environment', 'Verdict', 'Evidence age']}
              />
              <TableBody>
                {items.map(environment => (
                  <MyEnvironmentRow
                    key={`${environment.tenant}/${environment.stage}`}
                    environment={environment}
                  />
                ))}
              </TableBody>
            </ScrollTable>
            {total > items.length && (
              <p>
                <Link to={all}>{`All ${total}, the worst first`}</Link>
              </p>
            )}
          </>
        )
      }
    </QueryPanel>
  );
}
