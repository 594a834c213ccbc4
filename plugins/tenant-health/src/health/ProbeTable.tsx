import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { Area, EnvironmentRef } from '@plumbline/plugin-odoo-common';
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

/** Scrolls within its card on a narrow screen rather than breaking words. */
const useStyles = makeStyles({
  table: { minWidth: 880, '& th, & td': { wordBreak: 'normal' } },
});

export interface ProbeTableProps {
  area: Area;
  environment: EnvironmentRef;
  observations: readonly ProbeObservation[];
}

export function ProbeTable(props: ProbeTableProps) {
  const { area, environment, observations } = props;
  return (
    <Table
      size="small"
      className={useStyles().table}
      aria-label={`Probes of ${area}`}
    >
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
    </Table>
  );
}
