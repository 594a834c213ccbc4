import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { DatabaseServer, SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  EmptyState,
  QueryPanel,
  RowHeader,
  ScrollTable,
  StatusBadge,
  databaseServerPath,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { connectionsInWords, storageInWords, tierInWords } from './measures';

const POLL_MS = 30_000;

const COLUMNS = [
  'Server',
  'Status',
  'Why',
  'Environments',
  'Connections at peak',
  'Data',
  'Tier',
  'Kind',
  'Cluster',
];

/** The shared database servers of the platform, each judged over all the environments on it. */
export function DatabaseServersPage() {
  const servers = useOdooQuery(
    (api, signal) => api.listDatabaseServers(signal),
    {
      key: 'database-servers',
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  return (
    <QueryPanel
      query={servers}
      what="The database servers"
      stillWorks="The environments on them are on Tenants."
    >
      {({ items }, isOutdated) =>
        items.length === 0 ? (
          <EmptyState
            title="No shared database servers"
            description="Every environment has its own. Shared tenancy needs a server in odoo.platform.database.servers."
          />
        ) : (
          <ScrollTable
            label="Database servers"
            minWidth={960}
            stickyFirstColumn
          >
            <ColumnHeads titles={COLUMNS} />
            <TableBody>
              {items.map(server => (
                <ServerRow
                  key={server.name}
                  server={server}
                  isOutdated={isOutdated}
                />
              ))}
            </TableBody>
          </ScrollTable>
        )
      }
    </QueryPanel>
  );
}

interface ServerRowProps {
  server: DatabaseServer;
  isOutdated: boolean;
}

function ServerRow({ server, isOutdated }: ServerRowProps) {
  return (
    <TableRow hover>
      <RowHeader>
        <Link to={databaseServerPath(server.name)}>{server.name}</Link>
      </RowHeader>
      <TableCell>
        <StatusBadge
          status={server.status}
          evidence={isOutdated ? 'stale' : 'fresh'}
        />
      </TableCell>
      <TableCell>{server.summary}</TableCell>
      <TableCell>{server.environments}</TableCell>
      <TableCell>{connectionsInWords(server)}</TableCell>
      <TableCell>{storageInWords(server)}</TableCell>
      <TableCell>{tierInWords(server)}</TableCell>
      <TableCell>{server.kind}</TableCell>
      <TableCell>{server.cluster}</TableCell>
    </TableRow>
  );
}
