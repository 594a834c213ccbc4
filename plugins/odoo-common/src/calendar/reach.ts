import { DateTime } from 'luxon';

/** How far back and ahead of now calendars are looked at. */
export const CALENDAR_REACH_YEARS = 5;

/** A calendar of rules has no end of its own: who asks about the year 9990 would have all the days until then counted. */
export function isInReach(at: Date | string, now: Date): boolean {
  const asked = new Date(at).getTime();
  const years = CALENDAR_REACH_YEARS;
  return (
    asked >= DateTime.fromJSDate(now).minus({ years }).toMillis() &&
    asked <= DateTime.fromJSDate(now).plus({ years }).toMillis()
  );
}
