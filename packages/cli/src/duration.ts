import { UsageError } from './UsageError';

const SECONDS = { d: 86_400, h: 3600, m: 60, s: 1 };
const SHORT = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/i;
const ISO = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;
/** Longer than any backup is kept. */
const MAX_SECONDS = 100 * 365 * SECONDS.d;

/** Seconds of `15m`, `48h`, `1d12h` or ISO 8601 `PT15M`. */
export function parseDuration(option: string, text: string): number {
  const [, ...parts] = SHORT.exec(text) ?? ISO.exec(text) ?? [];
  const [d, h, m, s] = parts.map(part => Number(part ?? 0));
  const seconds = d * SECONDS.d + h * SECONDS.h + m * SECONDS.m + s;
  if (!(seconds > 0) || seconds > MAX_SECONDS) {
    throw new UsageError(
      `${option} takes a duration such as 15m, 48h, 2d or PT15M, not ${text}`,
    );
  }
  return seconds;
}
