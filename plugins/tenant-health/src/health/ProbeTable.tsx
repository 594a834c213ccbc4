import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { Area, EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { ScrollTable } from '@plumbline/plugin-odoo-react';
import { ProbeRow } from './ProbeRow';
import { ProbeObservation } from './groupByArea';

const COLUMNS = [
  'Probe',
  'Status',
  'Value / threshold',
  'Age',
  'Since',
  'Source',
  'Onward',
];

export interface ProbeTableProps {
  area: Area;
  environment: EnvironmentRef;
  observations: readonly ProbeObservation[];
}

export function ProbeTable(props: ProbeTableProps) {
  const { area, environment, observations } = props;
  return (
    <ScrollTable label={`Probes of ${area}`} minWidth={880}>
      <TableHead>
        <TableRow>
          {COLUMNS.map(title => (
            <TableCell key={title} component="th" scope="col">
              {title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {observations.map(observation => (
          <ProbeRow
            key={observation.probe}
            environment={environment}
            observation={observation}
          />
        ))}
      </TableBody>
    </ScrollTable>
  );
}
