import { DateTime } from 'luxon';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From how many seconds on a unit reads better than the one before. */
const UNITS = [
  { unit: 'day', size: DAY, from: 36 * HOUR, decimals: 1 },
  { unit: 'hour', size: HOUR, from: 90 * MINUTE, decimals: 1 },
  { unit: 'minute', size: MINUTE, from: 90, decimals: 0 },
];
const SECOND = { unit: 'second', size: 1, decimals: 0 };

/** `7 minutes`, `3.5 hours`, `2 days`: a length of time as a person says it. */
export function lengthInWords(seconds: number): string {
  const { unit, size, decimals } =
    UNITS.find(({ from }) => seconds >= from) ?? SECOND;
  const shown = Number((seconds / size).toFixed(decimals));
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
