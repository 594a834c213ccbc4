import TableBody from '@material-ui/core/TableBody';
import { Source } from '@plumbline/plugin-odoo-common';
import { ColumnHeads, ScrollTable } from '@plumbline/plugin-odoo-react';
import { SourceRow } from './SourceRow';

const COLUMNS = [
  'Source',
  'Last run',
  'Age',
  'Took',
  'Upstream calls',
  'Environments',
  'Observations',
  'Problems',
  'Refresh',
];

export interface SourceTableProps {
  sources: readonly Source[];
  onRefreshed: () => void;
}

export function SourceTable(props: SourceTableProps) {
  const { sources, onRefreshed } = props;
  return (
    <ScrollTable label="Sources" minWidth={960} stickyFirstColumn>
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {sources.map(source => (
          <SourceRow
            key={`${source.collector}/${source.scope}`}
            source={source}
            onRefreshed={onRefreshed}
          />
        ))}
      </TableBody>
    </ScrollTable>
  );
}
