import { DailyHistory, TimelineMark } from '@plumbline/plugin-odoo-common';
import { DAY_MS, DayColumn } from './dayColumns';

/** Part of the width that a mark needs at least, to be read and hit on a narrow screen. */
const NARROWEST = 0.15;

/** Where a mark is drawn, in columns. */
export interface MarkPlace {
  /** Its first column, 1 for the oldest day. */
  start: number;
  /** Columns that it takes, more than its days where these are too few to be read. */
  length: number;
  /** Columns before its first day. */
  lead: number;
  /** Those of its days that are shown. */
  days: number;
}

/** Undefined when the mark lies outside of the days shown. */
export function placeOfMark(
  mark: Pick<TimelineMark, 'from' | 'to'>,
  columns: readonly DayColumn[],
): MarkPlace | undefined {
  const first = Date.parse(columns[0].day);
  const indexOf = (at: string) => Math.floor((Date.parse(at) - first) / DAY_MS);
  const last = Math.min(indexOf(mark.to ?? mark.from), columns.length - 1);
  const from = Math.max(0, indexOf(mark.from));
  if (last < from) return undefined;
  const days = last - from + 1;
  const length = Math.max(days, Math.ceil(columns.length * NARROWEST));
  const start = Math.min(from, columns.length - length);
  return { start: start + 1, length, lead: from - start, days };
}

/** What happened on a day. */
export function marksOn(day: string, marks: DailyHistory['marks']) {
  return marks.filter(
    ({ from, to = from }) => from.slice(0, 10) <= day && day <= to.slice(0, 10),
  );
}
