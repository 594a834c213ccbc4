import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { TenantWindows, momentInZone } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  EmptyState,
  RowHeader,
  ScrollTable,
} from '@plumbline/plugin-odoo-react';

const COLUMNS = [
  'Event',
  'Kind',
  'Legal entity',
  'From',
  'To',
  'Changes closed from',
];

export interface EventTableProps {
  events: TenantWindows['events'];
  windows: TenantWindows;
}

/** Every event of the month in words, each in the zone of its legal entity. */
export function EventTable({ events, windows }: EventTableProps) {
  if (events.length === 0) {
    return (
      <EmptyState
        isCompact
        title="No events"
        description="The calendars that can be read have no event of these kinds in this month."
      />
    );
  }
  const zoneOf = (id: string, other: string) =>
    windows.legalEntities.find(entity => entity.id === id)?.timeZone ?? other;
  return (
    <ScrollTable label="Events" minWidth={760} stickyFirstColumn>
      <ColumnHeads titles={COLUMNS} />
      <TableBody>
        {events.map(event => {
          const zone = zoneOf(event.legalEntity, event.timeZone);
          return (
            <TableRow
              key={`${event.legalEntity} ${event.calendar} ${event.uid} ${event.from}`}
              hover
            >
              <RowHeader>{event.title}</RowHeader>
              <TableCell>{event.kind}</TableCell>
              <TableCell>{event.legalEntity}</TableCell>
              <TableCell>{momentInZone(event.from, zone)}</TableCell>
              <TableCell>{momentInZone(event.to, zone)}</TableCell>
              <TableCell>
                {event.closes
                  ? momentInZone(event.closes.from, zone)
                  : 'not closed'}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </ScrollTable>
  );
}
