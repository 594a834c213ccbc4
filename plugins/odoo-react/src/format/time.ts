import { formatRoughDuration } from './duration';

/** `12 s ago`, `in 6 d`. Both moments: RFC 3339 and milliseconds since the epoch. */
export function formatRelative(at: string, now: number): string {
  const difference = now - Date.parse(at);
  const length = formatRoughDuration(difference);
  return difference >= 0 ? `${length} ago` : `in ${length}`;
}

/** `26 Nov 2026, 18:00:05 GMT`; without a zone, in the viewer's. */
const instantFormat = (timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });

/**
 * `26 Nov 2026, 18:00:05 GMT (Europe/Dublin)`: the viewer's time zone unless another is given,
 * always with its name, because tenants are in several.
 */
export function formatInstant(at: string, timeZone?: string): string {
  const format = instantFormat(timeZone);
  const zone = format.resolvedOptions().timeZone;
  const text = format.format(new Date(at));
  return text.endsWith(` ${zone}`) ? text : `${text} (${zone})`;
}

/**
 * `26 Nov 2026, 15:05:00 CET (14:05:00 UTC)`: where something runs, and in the zone in which logs and stores
 * tell it. Without a zone, UTC alone.
 */
export function formatInZoneAndUtc(at: string, timeZone = 'UTC'): string {
  const inZone = instantFormat(timeZone).format(new Date(at));
  const utc = instantFormat('UTC').format(new Date(at));
  if (inZone === utc) return utc;
  const [day, clock] = inZone.split(', ');
  const [utcDay, utcClock] = utc.split(', ');
  if (day !== utcDay) return `${inZone} (${utc})`;
  const isSame = clock.split(' ')[0] === utcClock.split(' ')[0];
  return `${inZone} (${isSame ? 'UTC' : utcClock})`;
}
