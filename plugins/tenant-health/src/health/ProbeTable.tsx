import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { Area, EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { ScrollTable } from '@plumbline/plugin-odoo-react';
import { ProbeRow } from './ProbeRow';
import { ProbeObservation } from './groupByArea';

/** With its share of the width in per cent: the columns of all areas stand under each other. */
const COLUMNS = [
  ['Probe', 14],
  ['Status', 22],
  ['Value / threshold', 15],
  ['Age', 10],
  ['Since', 10],
  ['Source', 18],
  ['Onward', 11],
] as const;

export interface ProbeTableProps {
  area: Area;
  environment: EnvironmentRef;
  observations: readonly ProbeObservation[];
}

export function ProbeTable(props: ProbeTableProps) {
  const { area, environment, observations } = props;
  return (
    <ScrollTable label={`Probes of ${area}`} minWidth={960} isFixed>
      <TableHead>
        <TableRow>
          {COLUMNS.map(([title, share]) => (
            <TableCell
              key={title}
              component="th"
              scope="col"
              width={`${share}%`}
            >
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
