import { Link, Progress } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  DatabaseServerDetail,
  SIGNAL_CHANNELS,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import {
  EmptyState,
  ErrorPanel,
  RowHeader,
  ScrollTable,
  Section,
  StatusBadge,
  environmentPath,
  errorStatus,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { connectionsInWords, storageInWords, tierInWords } from './measures';

const POLL_MS = 30_000;

export interface DatabaseServerPageProps {
  name: string;
}

/** One shared server: how it is, what it carries, and who is on it. */
export function DatabaseServerPage(props: DatabaseServerPageProps) {
  const { name } = props;
  const server = useOdooQuery(
    (api, signal) => api.getDatabaseServer(name, signal),
    { key: name, pollMs: POLL_MS, channel: SIGNAL_CHANNELS.verdicts },
  );
  if (server.error && errorStatus(server.error) === 404) {
    return (
      <EmptyState
        title={`There is no shared database server ${name}`}
        action={<Link to="/database-servers">All database servers</Link>}
      />
    );
  }
  return (
    <>
      {server.error && (
        <ErrorPanel
          title={`The database server ${name} could not be loaded`}
          error={server.error}
          stillWorks={
            server.status === 'ready'
              ? 'Shown is what was loaded last.'
              : 'The environments on it are on Tenants.'
          }
          onRetry={server.retry}
        />
      )}
      {server.status === 'loading' && <Progress />}
      {server.data && <ServerView server={server.data} />}
    </>
  );
}

function ServerView({ server }: { server: DatabaseServerDetail }) {
  const hidden = server.environments - server.tenants.length;
  return (
    <>
      <Typography variant="h4" component="h2">
        {server.name} <StatusBadge status={server.status} />
      </Typography>
      <Typography variant="body1">{server.summary}</Typography>
      <Section title="What it carries">
        <ul>
          <li>{`Connections at peak: ${connectionsInWords(server)}`}</li>
          <li>{`Data: ${storageInWords(server)}`}</li>
          <li>{`Built for tier ${tierInWords(server)}`}</li>
          <li>{`${server.kind} in ${server.region}, ${server.cluster}`}</li>
        </ul>
      </Section>
      <Section title="Environments on it">
        {server.tenants.length > 0 && (
          <ScrollTable label="Environments on it" minWidth={480}>
            <TableHead>
              <TableRow>
                <TableCell>Environment</TableCell>
                <TableCell>Database</TableCell>
                <TableCell>Tier</TableCell>
                <TableCell>Connections at peak</TableCell>
                <TableCell>Data</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {server.tenants.map(tenant => (
                <TableRow key={tenant.environment} hover>
                  <RowHeader>
                    <EnvironmentLink environment={tenant.environment} />
                  </RowHeader>
                  <TableCell>
                    <StatusBadge status={tenant.status} />
                  </TableCell>
                  <TableCell>{tenant.tier}</TableCell>
                  <TableCell>{tenant.connections}</TableCell>
                  <TableCell>{`${tenant.databaseGiB} GiB`}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </ScrollTable>
        )}
        {server.environments === 0 && (
          <Typography variant="body2">
            Nobody yet: an environment of shared tenancy is placed on a server
            when it is created.
          </Typography>
        )}
        {hidden > 0 && (
          <Typography variant="body2">
            {`${hidden} more that you may not read count in all of the above.`}
          </Typography>
        )}
      </Section>
    </>
  );
}

function EnvironmentLink({ environment }: { environment: string }) {
  const ref = environmentRefSchema.safeParse(environment).data;
  return ref ? (
    <Link to={environmentPath(ref)}>{environment}</Link>
  ) : (
    <>{environment}</>
  );
}
