import TableBody from '@material-ui/core/TableBody';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  EnvironmentQuery,
  EnvironmentSummary,
} from '@plumbline/plugin-odoo-common';
import { ScrollTable, SortHeader } from '@plumbline/plugin-odoo-react';
import { FleetRow } from './FleetRow';
import { SortKey } from './fleetUrl';

const COLUMNS: { title: string; sortKey?: SortKey }[] = [
  { title: 'Environment', sortKey: 'environment' },
  { title: 'Verdict', sortKey: 'verdict' },
  { title: 'Evidence age', sortKey: 'observedAt' },
  { title: 'Coverage' },
  { title: 'Tier', sortKey: 'tier' },
  { title: 'Version', sortKey: 'version' },
  { title: 'Recovery' },
  { title: 'Risk ahead' },
  { title: 'Pending change' },
];

export interface FleetTableProps {
  environments: readonly EnvironmentSummary[];
  sort: EnvironmentQuery['sort'];
  onSort: (sort: string) => void;
  /** Shown is the answer to the question before. */
  isBusy: boolean;
  /** They could not be loaded again. */
  isOutdated: boolean;
}

/** One row an environment; its name stays in sight on a narrow screen. */
export function FleetTable(props: FleetTableProps) {
  const { environments, sort, onSort, isBusy, isOutdated } = props;
  return (
    <ScrollTable label="Environments" stickyFirstColumn isBusy={isBusy}>
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
            isOutdated={isOutdated}
          />
        ))}
      </TableBody>
    </ScrollTable>
  );
}
