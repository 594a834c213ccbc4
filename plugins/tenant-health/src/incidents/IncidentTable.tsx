import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Incident, environmentRefSchema } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  StatusBadge,
  environmentPath,
  formatCount,
} from '@plumbline/plugin-odoo-react';
import { causeInWords, incidentPath } from './causeInWords';

/** Enough to recognise it by; all of them are one click away. */
const NAMED = 3;

export interface IncidentTableProps {
  /** The worst first. */
  incidents: readonly Incident[];
  /** They could not be loaded again: whether they last is not known. */
  isOutdated: boolean;
}

/** One row a cause: how many environments it makes unwell, since when, and which. */
export function IncidentTable(props: IncidentTableProps) {
  const { incidents, isOutdated } = props;
  return (
    <ScrollTable label="Incidents" minWidth={640} stickyFirstColumn>
      <ColumnHeads
        titles={['Cause', 'Worst', 'Since', 'What', 'Environments']}
      />
      <TableBody>
        {incidents.map(incident => (
          <TableRow key={incident.id}>
            <RowHeader>
              <Link to={incidentPath(incident)}>
                {causeInWords(incident.cause)}
              </Link>
            </RowHeader>
            <TableCell>
              <StatusBadge
                status={incident.status}
                evidence={isOutdated ? 'stale' : 'fresh'}
              />
            </TableCell>
            <TableCell>
              <RelativeTime at={incident.since} what="Since" />
            </TableCell>
            <TableCell>{incident.summary}</TableCell>
            <TableCell>
              <Environments incident={incident} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}

function Environments(props: { incident: Incident }) {
  const { incident } = props;
  const named = incident.environments.slice(0, NAMED);
  const more = incident.total - named.length;
  return (
    <>
      <Link to={incidentPath(incident)}>
        {formatCount(incident.total, 'environment')}
      </Link>
      <Typography variant="caption" display="block">
        {named.map(name => {
          const ref = environmentRefSchema.safeParse(name);
          return (
            <div key={name}>
              {ref.success ? (
                <Link to={environmentPath(ref.data)}>{name}</Link>
              ) : (
                name
              )}
            </div>
          );
        })}
        {more > 0 && `and ${more} more`}
      </Typography>
    </>
  );
}
