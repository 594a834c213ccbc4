import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { RecoveryOrder } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  RowHeader,
  ScrollTable,
} from '@plumbline/plugin-odoo-react';
import { afterStart } from './afterStart';

export interface ServiceTableProps {
  services: RecoveryOrder['services'];
}

export function ServiceTable(props: ServiceTableProps) {
  return (
    <ScrollTable label="Business services" minWidth={480}>
      <ColumnHeads titles={['Business service', 'Back', 'Environments']} />
      <TableBody>
        {props.services.map(
          ({ service, completesAfterSeconds, environments }) => (
            <TableRow key={service}>
              <RowHeader>{service}</RowHeader>
              <TableCell>{afterStart(completesAfterSeconds)}</TableCell>
              <TableCell>{environments.join(', ')}</TableCell>
            </TableRow>
          ),
        )}
      </TableBody>
    </ScrollTable>
  );
}
