import { DateTime } from 'luxon';

/** What somebody types: a wall clock and the zone in which it hangs. */
export interface MomentText {
  /** `2026-11-26T14:05:00`, as an input of type datetime-local has it; without seconds at a full minute. */
  local: string;
  /** IANA zone. */
  zone: string;
  /** Where the clock goes back a time comes twice: the later one is meant. */
  isSecond: boolean;
}

export type ReadMoment =
  /** RFC 3339 in UTC; `comesTwice` when the clock shows this time twice. */
  { at: string; comesTwice: boolean } | { at?: undefined; problem: string };

const LOCAL = "yyyy-MM-dd'T'HH:mm:ss";
const LOCAL_LENGTH = 'yyyy-MM-ddTHH:mm:ss'.length;

/** The moment that is meant, or in words why there is none. */
export function readMoment({ local, zone, isSecond }: MomentText): ReadMoment {
  if (local === '') return { problem: 'Give a date and a time.' };
  const read = DateTime.fromISO(local, { zone });
  if (!read.isValid) return { problem: 'This is not a date and a time.' };
  // Where the clock goes forward, luxon moves on what does not exist. Browsers may add `.000`.
  if (!read.toFormat(LOCAL).startsWith(local.slice(0, LOCAL_LENGTH))) {
    return {
      problem: `The clocks of ${zone} go forward then: this time does not exist.`,
    };
  }
  const possible = read.getPossibleOffsets().map(moment => moment.toMillis());
  const meant = isSecond ? Math.max(...possible) : Math.min(...possible);
  return {
    at: new Date(meant).toISOString(),
    comesTwice: possible.length > 1,
  };
}

/** How a moment is typed in a zone; below a second it is cut off. */
export function momentTextOf(at: string, zone: string): MomentText {
  const moment = DateTime.fromISO(at, { zone });
  const earliest = Math.min(
    ...moment.getPossibleOffsets().map(other => other.toMillis()),
  );
  return {
    local: moment.toFormat(LOCAL),
    zone,
    isSecond: moment.toMillis() > earliest,
  };
}
