import TableBody from '@material-ui/core/TableBody';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { RecoveryQuery, RecoverySummary } from '@plumbline/plugin-odoo-common';
import { ScrollTable, SortHeader } from '@plumbline/plugin-odoo-react';
import { RecoveryRow } from './RecoveryRow';
import { SortKey } from './recoveryUrl';

const COLUMNS: { title: string; sortKey?: SortKey }[] = [
  { title: 'Environment', sortKey: 'environment' },
  { title: 'Readiness, evidence', sortKey: 'score' },
  { title: 'Tier', sortKey: 'tier' },
  { title: 'Data loss now / target', sortKey: 'rpo' },
  { title: 'Restore takes / target', sortKey: 'rto' },
  { title: 'Last restore test', sortKey: 'lastTest' },
  { title: 'Weakest link' },
];

export interface RecoveryTableProps {
  environments: readonly RecoverySummary[];
  sort: RecoveryQuery['sort'];
  onSort: (sort: string) => void;
  /** Shown is the answer to the question before. */
  isBusy: boolean;
}

/** One row an environment; its name stays in sight on a narrow screen. */
export function RecoveryTable(props: RecoveryTableProps) {
  const { environments, sort, onSort, isBusy } = props;
  return (
    <ScrollTable
      label="Recovery readiness"
      minWidth={960}
      stickyFirstColumn
      isBusy={isBusy}
    >
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
          <RecoveryRow
            key={`${environment.tenant}/${environment.stage}`}
            environment={environment}
          />
        ))}
      </TableBody>
    </ScrollTable>
  );
}
