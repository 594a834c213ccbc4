const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

export const SECOND = UNITS.s;
export const MINUTE = UNITS.m;
export const HOUR = UNITS.h;
export const DAY = UNITS.d;

/**
 * Milliseconds of a Go duration such as `1h30m` (also `35d`, as Barman writes retention), or
 * the fallback when absent or unreadable. Source: Go documentation, time.ParseDuration.
 */
export function parseDuration(text: unknown, fallback: number): number {
  if (typeof text !== 'string' || !/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) {
    return fallback;
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
}

/** `5m0s`, as Go prints durations of whole seconds. */
export function goDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / SECOND);
  return seconds < 60
    ? `${seconds}s`
    : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
