const DAY = 24 * 60;
const HOUR = 60;

/** Clocks change between these times, in all zones but for a few islands. */
const NIGHT = { from: -HOUR, to: 4 * HOUR };

/** More days than a year has name no more of them. */
const MAX_DAYS = 366;

/** What of a time is on one day, so many days after the one on which its event begins; minutes of that day. */
export interface DayPart {
  later: number;
  from: number;
  /** At most 24:00. */
  to: number;
}

/**
 * The days of a time from one minute to another, counted from the beginning of the day of its event.
 *
 * At night an hour may be missing or come twice: cron leaves out what is in the first, which would close the time, and
 * opens twice in the second, which would open it late; and what lasts exact hours ends earlier or later by the clock. So
 * a time that meets the night lasts an hour more at both ends, and begins and ends at no time that a clock leaves out.
 */
export function dayParts(from: number, to: number): DayPart[] {
  const more = meetsNight(from, to) ? HOUR : 0;
  const begins = from - more;
  const ends = to + more;
  const first = Math.floor(begins / DAY);
  const last = Math.min(Math.ceil(ends / DAY) - 1, first + MAX_DAYS);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const later = first + index;
    return {
      later,
      from: startAt(Math.max(0, begins - later * DAY)),
      to: endAt(Math.min(DAY, ends - later * DAY)),
    };
  });
}

function meetsNight(from: number, to: number): boolean {
  const nextNight = Math.ceil((from - NIGHT.to) / DAY) * DAY;
  return to >= nextNight + NIGHT.from;
}

function startAt(minute: number): number {
  if (minute < NIGHT.to) return 0;
  return Math.min(minute, DAY - HOUR);
}

function endAt(minute: number): number {
  return Math.max(minute, NIGHT.to);
}
