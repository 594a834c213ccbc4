import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { formatInZoneAndUtc } from '../format';
import { ColumnHeads, RowHeader, ScrollTable } from '../table';
import { TimelineLane } from './timelineModel';

const SHOWN = 50;

export interface LaneTableProps {
  label: string;
  lanes: readonly TimelineLane[];
  timeZone?: string;
}

/** All that the picture shows, newest first, to be read. */
export function LaneTable(props: LaneTableProps) {
  const { label, lanes, timeZone } = props;
  const [showsAll, setShowsAll] = useState(false);
  const rows = lanes
    .flatMap(({ title, spans, marks }) => [
      ...spans.map(span => ({ title, ...span })),
      ...marks.map(mark => ({ title, ...mark, from: mark.at, to: mark.at })),
    ])
    .sort((a, b) => Date.parse(b.to) - Date.parse(a.to));
  const shown = showsAll ? rows : rows.slice(0, SHOWN);
  return (
    <>
      <ScrollTable label={label} minWidth={640}>
        <ColumnHeads titles={['Where', 'What', 'From', 'To']} />
        <TableBody>
          {shown.map(row => (
            <TableRow key={`${row.title} ${row.from} ${row.to} ${row.label}`}>
              <RowHeader>{row.title}</RowHeader>
              <TableCell>{row.label}</TableCell>
              <TableCell>{formatInZoneAndUtc(row.from, timeZone)}</TableCell>
              <TableCell>{formatInZoneAndUtc(row.to, timeZone)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </ScrollTable>
      {shown.length < rows.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          {`Show all ${rows.length}`}
        </Button>
      )}
    </>
  );
}
