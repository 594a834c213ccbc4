const UNITS: Record<string, number> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Milliseconds of a duration as Go writes it (`1h`, `1h30m0s`); undefined when it is none. Format: pkg.go.dev/time#ParseDuration. */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    return undefined;
  }
  return parts.reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * UNITS[unit],
    0,
  );
}
