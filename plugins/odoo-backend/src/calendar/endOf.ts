import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { dayNumber } from './civilDay';
import { zonedInstant } from './zonedInstant';

/**
 * With DTEND every occurrence lasts exactly as long as the first; a DURATION in days or weeks, and whole
 * days, follow the calendar (RFC 5545, 3.3.6 and 3.8.5.3).
 */
export function endOf(
  component: ICAL.Component,
  from: DateTime,
  timeZone: string,
): DateTime {
  const start = component.getFirstPropertyValue('dtstart') as ICAL.Time;
  const end = component.getFirstPropertyValue('dtend');
  if (end instanceof ICAL.Time) {
    if (end.isDate) {
      return from.plus({ days: dayNumber(end) - dayNumber(start) });
    }
    return from.plus(
      zonedInstant.fromLocal(end, timeZone).toMillis() -
        zonedInstant.fromLocal(start, timeZone).toMillis(),
    );
  }
  const { isNegative, weeks, days, hours, minutes, seconds } =
    component.getFirstPropertyValue('duration') as ICAL.Duration;
  if (isNegative) return from.minus({ weeks, days, hours, minutes, seconds });
  return from.plus({ weeks, days }).plus({ hours, minutes, seconds });
}
