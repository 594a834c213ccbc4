import {
  DailyHealth,
  DailyHistory,
  TimelineMark,
  VerdictStatus,
} from '@plumbline/plugin-odoo-common';

export const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

/** From the bottom of a column to its top; what nobody watched is never left out. */
export const PARTS = [
  'ok',
  'asleep',
  'maintenance',
  'degraded',
  'critical',
  'unknown',
  'unwatched',
] as const satisfies readonly (VerdictStatus | 'unwatched')[];
export type Part = (typeof PARTS)[number];

/** One UTC day: for how many seconds what held. */
export interface DayColumn {
  /** `2026-11-26` */
  day: string;
  seconds: Record<Part, number>;
  /** Absent when nobody watched on that day. */
  worst?: VerdictStatus;
}

export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The last days, oldest first; one that nobody has told of is not watched. `now` in milliseconds. */
export function dayColumns(
  items: readonly DailyHealth[],
  count: number,
  now: number,
): DayColumn[] {
  const told = new Map(items.map(item => [item.day, item]));
  return Array.from({ length: count }, (_, index) => {
    const day = dayOf(now - (count - 1 - index) * DAY_MS);
    return columnOf(day, told.get(day), lengthOf(day, now));
  });
}

/** Seconds of the day that have passed: today has no rest that could have been watched. */
function lengthOf(day: string, now: number): number {
  const passed = Math.floor((now - Date.parse(day)) / 1000);
  return Math.min(DAY_SECONDS, passed);
}

function columnOf(
  day: string,
  told: DailyHealth | undefined,
  length: number,
): DayColumn {
  const held = told?.seconds ?? {};
  const watched = Object.values(held).reduce((sum, part) => sum + part, 0);
  const secondsOf = (part: Part) =>
    part === 'unwatched' ? Math.max(0, length - watched) : held[part] ?? 0;
  return {
    day,
    seconds: Object.fromEntries(
      PARTS.map(part => [part, secondsOf(part)]),
    ) as DayColumn['seconds'],
    worst: watched > 0 ? told?.worst : undefined,
  };
}

/** Where a part lies in its column, in per cent of the day from its top. */
export function placeOf(column: DayColumn, part: Part) {
  const below = PARTS.slice(0, PARTS.indexOf(part)).reduce(
    (sum, name) => sum + column.seconds[name],
    0,
  );
  const height = (column.seconds[part] / DAY_SECONDS) * 100;
  return { top: 100 - (below / DAY_SECONDS) * 100 - height, height };
}

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
