import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { DailyHistory } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RowHeader,
  ScrollTable,
} from '@plumbline/plugin-odoo-react';
import { describeMark } from './MarkRow';
import { DayColumn } from './dayColumns';
import { describeParts } from './describeDay';
import { marksOn } from './placeOfMark';
import { presentPart } from './presentPart';

export interface DayTableProps {
  columns: readonly DayColumn[];
  marks: DailyHistory['marks'];
}

/** All that the picture shows, the newest day first, to be read. */
export function DayTable(props: DayTableProps) {
  const { columns, marks } = props;
  return (
    <ScrollTable label="Health by day" minWidth={560}>
      <ColumnHeads
        titles={['Day (UTC)', 'Worst', 'How long', 'What happened']}
      />
      <TableBody>
        {[...columns].reverse().map(column => (
          <TableRow key={column.day}>
            <RowHeader>{column.day}</RowHeader>
            <TableCell>
              <Badge {...presentPart(column.worst ?? 'unwatched')} />
            </TableCell>
            <TableCell>{describeParts(column)}</TableCell>
            <TableCell>
              {marksOn(column.day, marks).map(mark => (
                <div key={`${mark.kind} ${mark.from} ${mark.title}`}>
                  {mark.link ? (
                    <Link to={mark.link}>{describeMark(mark)}</Link>
                  ) : (
                    describeMark(mark)
                  )}
                </div>
              ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </ScrollTable>
  );
}
