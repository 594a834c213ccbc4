import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  EnvironmentQuery,
  EnvironmentSummary,
} from '@plumbline/plugin-odoo-common';
import { FleetRow } from './FleetRow';
import { SortHeader } from './SortHeader';
import { SortKey } from './fleetUrl';
import { useFleetStyles } from './useFleetStyles';

const COLUMNS: { title: string; sortKey?: SortKey }[] = [
  { title: 'Environment', sortKey: 'environment' },
  { title: 'Verdict', sortKey: 'verdict' },
  { title: 'Evidence age', sortKey: 'observedAt' },
  { title: 'Coverage' },
  { title: 'Tier', sortKey: 'tier' },
  { title: 'Stage', sortKey: 'stage' },
  { title: 'Version', sortKey: 'version' },
  { title: 'Risk ahead' },
  { title: 'Pending change' },
];

export interface FleetTableProps {
  environments: readonly EnvironmentSummary[];
  sort: EnvironmentQuery['sort'];
  onSort: (sort: string) => void;
  /** Shown is the answer to the question before. */
  isBusy: boolean;
}

/** Scrolls within itself on a narrow screen; the environment stays in sight. */
export function FleetTable(props: FleetTableProps) {
  const { environments, sort, onSort, isBusy } = props;
  const classes = useFleetStyles();
  return (
    <TableContainer className={classes.container}>
      <Table size="small" aria-label="Environments" aria-busy={isBusy}>
        <TableHead>
          <TableRow>
            {COLUMNS.map(column => (
              <SortHeader
                key={column.title}
                {...column}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {environments.map(environment => (
            <FleetRow
              key={`${environment.tenant}/${environment.stage}`}
              environment={environment}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
