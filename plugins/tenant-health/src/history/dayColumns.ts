import { DailyHealth, VerdictStatus } from '@plumbline/plugin-odoo-common';

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
