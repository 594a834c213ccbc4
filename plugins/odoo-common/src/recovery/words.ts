import { DateTime } from 'luxon';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `7 minutes`, `3.5 hours`, `2 days`: a length of time as a person says it. */
export function lengthInWords(seconds: number): string {
  const [size, unit] =
    seconds < 90
      ? ([1, 'second'] as const)
      : seconds < 90 * MINUTE
      ? ([MINUTE, 'minute'] as const)
      : seconds < 36 * HOUR
      ? ([HOUR, 'hour'] as const)
      : ([DAY, 'day'] as const);
  const count = seconds / size;
  const shown =
    unit === 'hour' || unit === 'day'
      ? Math.round(count * 10) / 10
      : Math.round(count);
  return `${shown} ${unit}${shown === 1 ? '' : 's'}`;
}

/** `14:05 UTC on 3 November 2026`: sentences carry their zone. */
export function momentInWords(at: string): string {
  const moment = DateTime.fromISO(at, { zone: 'utc', locale: 'en' });
  const clock = moment.second === 0 ? 'HH:mm' : 'HH:mm:ss';
  return moment.toFormat(`${clock} 'UTC on' d MMMM yyyy`);
}

/** `3 November 2026` */
export function dayInWords(at: string): string {
  return DateTime.fromISO(at, { zone: 'utc', locale: 'en' }).toFormat(
    'd MMMM yyyy',
  );
}
