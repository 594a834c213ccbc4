import { setTimeout as sleep } from 'node:timers/promises';

const BASE_MS = 500;
const LONGEST_DOUBLING_MS = 15_000;

/** How long to wait after a 429: what the server asks for, else doubling up to 15 s. */
export function throttleDelay(
  retryAfter: string | undefined,
  attempt: number,
  now: Date,
): number {
  const asked = parseRetryAfter(retryAfter, now);
  return asked === undefined
    ? Math.min(LONGEST_DOUBLING_MS, BASE_MS * 2 ** attempt)
    : Math.max(0, asked);
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), in milliseconds from now. */
function parseRetryAfter(
  value: string | undefined,
  now: Date,
): number | undefined {
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at - now.getTime();
}

/** Waits, or throws the signal's reason as soon as it aborts. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal });
}
