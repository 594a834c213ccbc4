import TableBody from '@material-ui/core/TableBody';
import { ColumnHeads, ScrollTable } from '@plumbline/plugin-odoo-react';
import { Step, StepRow } from './StepRow';

const COLUMNS = [
  'Step',
  'Tier',
  'Business services',
  'After',
  'Into',
  'Restorable to',
  'Back',
  'Owner',
];

export interface StepTableProps {
  steps: readonly Step[];
}

/** Environments in the order in which they are restored. */
export function StepTable(props: StepTableProps) {
  return (
    <ScrollTable label="Steps" minWidth={960}>
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {props.steps.map(step => (
          <StepRow key={step.position} step={step} />
        ))}
      </TableBody>
    </ScrollTable>
  );
}
