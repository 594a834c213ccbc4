import { DateTime } from 'luxon';

/** From inclusive, to exclusive; RFC 3339. */
interface Lasting {
  from: string;
  to: string;
}

/** A day of a month as a legal entity lives it: of 23, 24 or 25 hours. */
export interface MonthDay<E extends Lasting> {
  /** `2026-11-26` */
  date: string;
  day: number;
  /** What lasts on this day. */
  events: E[];
  closed: 'no' | 'partly' | 'all-day';
  /** `18:00 to 22:00` of what is closed on a day that is partly closed; `24:00` is its end. */
  closedTimes: string[];
}

/** `2026-11` of a moment, in UTC. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** A later month, or an earlier one by a negative number. */
export const monthAfter = (month: string, months: number): string =>
  DateTime.fromISO(month, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM');

/** The time in which it is this month anywhere. */
export function monthRange(month: string): Lasting {
  const begins = DateTime.fromISO(month, { zone: 'utc' });
  const iso = (at: DateTime) => at.toJSDate().toISOString();
  return {
    from: iso(begins.minus({ days: 1 })),
    to: iso(begins.plus({ months: 1, days: 1 })),
  };
}

/**
 * The weeks of a month by the calendar of a time zone, Monday first; absent days are of other months.
 *
 * @param closed - sorted and apart
 */
export function monthDays<E extends Lasting>({
  month,
  timeZone,
  events,
  closed,
}: {
  month: string;
  timeZone: string;
  events: readonly E[];
  closed: readonly Lasting[];
}): (MonthDay<E> | undefined)[][] {
  const first = DateTime.fromISO(month, { zone: timeZone });
  const days = Array.from({ length: first.daysInMonth ?? 0 }, (_, index) =>
    monthDay(first.plus({ days: index }), events, closed),
  );
  const cells = [
    ...Array.from({ length: first.weekday - 1 }, () => undefined),
    ...days,
  ];
  const weeks = Math.ceil(cells.length / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => cells[week * 7 + day]),
  );
}

function monthDay<E extends Lasting>(
  day: DateTime,
  events: readonly E[],
  closed: readonly Lasting[],
): MonthDay<E> {
  const from = day.toMillis();
  const to = day.plus({ days: 1 }).toMillis();
  const isOn = (each: Lasting) =>
    Date.parse(each.from) < to && Date.parse(each.to) > from;
  const parts = closed.filter(isOn).map(span => ({
    from: Math.max(from, Date.parse(span.from)),
    to: Math.min(to, Date.parse(span.to)),
  }));
  const isWhole = parts.some(part => part.from === from && part.to === to);
  const clock = (at: number) =>
    at === to
      ? '24:00'
      : DateTime.fromMillis(at, { zone: day.zone }).toFormat('HH:mm');
  const partly = parts.length > 0 ? 'partly' : 'no';
  return {
    date: day.toFormat('yyyy-MM-dd'),
    day: day.day,
    events: events.filter(isOn),
    closed: isWhole ? 'all-day' : partly,
    closedTimes: isWhole
      ? []
      : parts.map(part => `${clock(part.from)} to ${clock(part.to)}`),
  };
}
