import { DateTime } from 'luxon';

/** `18:00 Europe/Dublin on Thu 26 Nov 2026`: as clocks on the wall of the legal entity show it. */
export function momentInZone(at: number | string, timeZone: string): string {
  const moment =
    typeof at === 'number'
      ? DateTime.fromMillis(at, { zone: timeZone, locale: 'en' })
      : DateTime.fromISO(at, { zone: timeZone, locale: 'en' });
  return moment.toFormat(`HH:mm '${timeZone}' 'on' ccc d LLL yyyy`);
}
