import ICAL from 'ical.js';
import { DateTime } from 'luxon';
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
      const { days, weeks } = end.subtractDate(start);
      return from.plus({ days: days + 7 * weeks });
    }
    return from.plus(
      zonedInstant.fromLocal(end, timeZone).toMillis() -
        zonedInstant.fromLocal(start, timeZone).toMillis(),
    );
  }
  const { weeks, days, hours, minutes, seconds } =
    component.getFirstPropertyValue('duration') as ICAL.Duration;
  return from.plus({ weeks, days }).plus({ hours, minutes, seconds });
}
