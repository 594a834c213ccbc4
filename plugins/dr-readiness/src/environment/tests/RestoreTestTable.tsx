import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TableBody from '@material-ui/core/TableBody';
import { SignedRestoreTest } from '@plumbline/plugin-odoo-common';
import { ColumnHeads, ScrollTable } from '@plumbline/plugin-odoo-react';
import { RestoreTestRow } from './RestoreTestRow';

const SHOWN = 10;
const COLUMNS = [
  'Finished',
  'Outcome',
  'Restored to',
  'Took',
  'Change',
  'Evidence',
];

export interface RestoreTestTableProps {
  /** Newest first. */
  tests: readonly SignedRestoreTest[];
}

export function RestoreTestTable(props: RestoreTestTableProps) {
  const { tests } = props;
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? tests : tests.slice(0, SHOWN);
  return (
    <>
      <ScrollTable label="Restore tests" minWidth={880}>
        <ColumnHeads titles={COLUMNS} />
        <TableBody>
          {shown.map(test => (
            <RestoreTestRow key={test.link} test={test} />
          ))}
        </TableBody>
      </ScrollTable>
      {shown.length < tests.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          {`Show all ${tests.length}`}
        </Button>
      )}
    </>
  );
}
