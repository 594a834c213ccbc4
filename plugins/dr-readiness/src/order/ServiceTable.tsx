import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { RecoveryOrder } from '@plumbline/plugin-odoo-common';
import { RowHeader, ScrollTable } from '@plumbline/plugin-odoo-react';
import { afterStart } from './afterStart';

export interface ServiceTableProps {
  services: RecoveryOrder['services'];
}

export function ServiceTable(props: ServiceTableProps) {
  return (
    <ScrollTable label="Business services" minWidth={480}>
      <TableHead>
        <TableRow>
          {['Business service', 'Back', 'Environments'].map(title => (
            <TableCell key={title}>{title}</TableCell>
          ))}
        </TableRow>
      </TableHead>
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
