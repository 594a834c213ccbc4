import { isTimeZone } from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';
import { CalendarError } from './CalendarError';

/** Whether it is written in UTC, with a Z. */
export const isUtc = ({ zone }: ICAL.Time): boolean =>
  zone === ICAL.Timezone.utcTimezone;

/** Where a time is written. */
export interface TimePlace {
  line: number;
  uid: string;
  /** X-WR-TIMEZONE: the zone of times that name none. */
  defaultZone?: string;
}

/**
 * The zone of the only property of this name: its TZID, UTC when it says so, else that of the calendar; never a
 * guess. Fails with CalendarError.
 */
export function zoneOf(
  component: ICAL.Component,
  name: string,
  place: TimePlace,
): string {
  const [property, ...others] = component.getAllProperties(name);
  const { line, uid } = place;
  const value = property?.getFirstValue();
  if (!property || !(value instanceof ICAL.Time)) {
    throw new CalendarError(
      line,
      `${uid}: ${name.toUpperCase()} is missing or no time`,
    );
  }
  if (others.length > 0) {
    throw new CalendarError(
      line,
      `${uid} has more than one ${name.toUpperCase()}`,
    );
  }
  return zoneOfProperty(property, value, place);
}

/**
 * Every value of every property of this name is of that zone and kind of time, or CalendarError.
 *
 * @param of.orUtc - whether it may be the same moment in UTC: calendars are exported like that
 */
export function assertZone(
  component: ICAL.Component,
  name: string,
  of: { timeZone: string; isDate: boolean; orUtc?: boolean },
  place: TimePlace,
): void {
  const { line, uid } = place;
  const refused = (rule: string) =>
    new CalendarError(line, `${uid}: ${name.toUpperCase()} ${rule}`);
  for (const property of component.getAllProperties(name)) {
    for (const value of property.getValues()) {
      if (!(value instanceof ICAL.Time)) throw refused('is no time');
      const zone = zoneOfProperty(property, value, place);
      if (zone !== of.timeZone && !(of.orUtc && isUtc(value))) {
        throw refused('is in another zone than DTSTART');
      }
      if (value.isDate !== of.isDate) {
        throw refused(
          of.isDate
            ? 'is a time, and DTSTART a day'
            : 'is a day, and DTSTART a time',
        );
      }
    }
  }
}

function zoneOfProperty(
  property: ICAL.Property,
  value: ICAL.Time,
  { line, uid, defaultZone }: TimePlace,
): string {
  const name = property.name.toUpperCase();
  const zone =
    property.getFirstParameter('tzid') ||
    (isUtc(value) ? 'Etc/UTC' : defaultZone);
  if (!zone) {
    throw new CalendarError(
      line,
      `${uid}: ${name} has no time zone; write it as ${name};TZID=Europe/Dublin:..., or give the calendar X-WR-TIMEZONE`,
    );
  }
  if (!isTimeZone(zone)) {
    throw new CalendarError(line, `${uid}: ${zone} is not an IANA time zone`);
  }
  return zone;
}
