import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Link } from '@backstage/core-components';
import { TenantWindows } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  RowHeader,
  ScrollTable,
  withParameter,
} from '@plumbline/plugin-odoo-react';
import { CalendarUrlState } from './calendarUrl';
import { ClosedBy } from './ClosedBy';
import { NextWindow } from './NextWindow';
import { NowState } from './NowState';

export interface WindowTableProps {
  tenants: readonly TenantWindows[];
  url: CalendarUrlState;
  /** It is what was loaded last and could not be loaded again. */
  isOutdated: boolean;
  isBusy: boolean;
}

/** A row a tenant: whether it can be changed now, and when next. */
export function WindowTable(props: WindowTableProps) {
  const { tenants, url, isOutdated, isBusy } = props;
  return (
    <ScrollTable
      label="When tenants can be changed"
      minWidth={760}
      stickyFirstColumn
      isBusy={isBusy}
    >
      <ColumnHeads
        titles={['Tenant', 'Now', 'Next common window', 'Closed next by']}
      />
      <TableBody>
        {tenants.map(windows => (
          <TableRow key={windows.tenant} hover>
            <RowHeader>
              <Link
                to={`?${withParameter(
                  url.parameters,
                  'tenant',
                  windows.tenant,
                )}`}
              >
                {windows.tenant}
              </Link>
            </RowHeader>
            <TableCell>
              <NowState windows={windows} isOutdated={isOutdated} />
            </TableCell>
            <TableCell>
              <NextWindow windows={windows} />
            </TableCell>
            <TableCell>
              <ClosedBy windows={windows} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
