import { setTimeout as sleep } from 'node:timers/promises';
import { BlobStoreError } from '../../store';

/** How often, and for how long in all, a question is asked again. */
export interface RetryPolicy {
  attempts: number;
  /** Before the second attempt; doubles with each. */
  delayMs: number;
  /** A store that asks for more than is left of this is not waited for. */
  maxWaitMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 3,
  delayMs: 300,
  maxWaitMs: 15_000,
};

/** Repeats what failed for reasons that pass: throttling and lost connections. */
export async function withRetries<T>(
  { attempts, delayMs, maxWaitMs }: RetryPolicy,
  signal: AbortSignal | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!passes(error) || attempt >= attempts) throw error;
      const wait = error.retryAfterMs ?? delayMs * 2 ** (attempt - 1);
      waited += wait;
      if (waited > maxWaitMs) throw error;
      await sleep(wait, undefined, { signal });
    }
  }
}

function passes(error: unknown): error is BlobStoreError {
  return (
    error instanceof BlobStoreError &&
    (error.kind === 'throttled' || error.kind === 'unavailable')
  );
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), in milliseconds from now. */
export function parseRetryAfter(
  value: string | undefined,
  now: number,
): number | undefined {
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
