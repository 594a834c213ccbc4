import { formatRoughDuration } from './duration';

/** `12 s ago`, `in 6 d`. Both moments: RFC 3339 and milliseconds since the epoch. */
export function formatRelative(at: string, now: number): string {
  const difference = now - Date.parse(at);
  const length = formatRoughDuration(difference);
  return difference >= 0 ? `${length} ago` : `in ${length}`;
}

/**
 * `26 Nov 2026, 18:00:05 GMT (Europe/Dublin)`: the viewer's time zone unless another is given,
 * always with its name, because tenants are in several.
 */
export function formatInstant(at: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  const zone = format.resolvedOptions().timeZone;
  const text = format.format(new Date(at));
  return text.endsWith(` ${zone}`) ? text : `${text} (${zone})`;
}

/**
 * `26 Nov 2026, 15:05:00 CET (Europe/Berlin), 14:05:00 UTC`: where something runs, and in the zone in which
 * logs and stores tell it. Without a zone, UTC alone.
 */
export function formatInZoneAndUtc(at: string, timeZone?: string): string {
  if (!timeZone || timeZone === 'UTC') return formatInstant(at, 'UTC');
  const utc = new Date(at).toISOString();
  return `${formatInstant(at, timeZone)}, ${utc.slice(11, 19)} UTC`;
}
