import { throttleDelay, wait } from './throttle';

/** Of one call: a cluster that is busy is read later rather than longer. */
const PATIENCE_MS = 30_000;
/** What a server may ask for; more would let it silence us. */
const LONGEST_MS = 10 * 60_000;
/** And what it is spared even when it asks for nothing. */
const SHORTEST_MS = 100;

/** The API server asks to be left alone for longer than a run can wait. */
export class ThrottledError extends Error {
  constructor(until: number) {
    super(
      `The API server throttles us (429) and is left alone until ${new Date(
        until,
      ).toISOString()}`,
    );
    this.name = 'ThrottledError';
  }
}

/**
 * Where a cluster is throttled, all calls to it wait together, over runs as well: many lists that each try again on
 * their own are what a busy API server needs least.
 */
export class Circuit {
  readonly #clock: () => number;
  #openUntil = 0;
  #inARow = 0;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** After a 429: how long all calls wait, as the server asks or doubling with each in a row. */
  throttled(retryAfter: string | undefined): void {
    const now = this.#clock();
    // Calls that were under way together are answered together: they count once.
    if (this.#openUntil > now && !retryAfter) return;
    const delay = throttleDelay(retryAfter, this.#inARow, new Date(now));
    this.#inARow += 1;
    this.#openUntil = Math.max(
      this.#openUntil,
      now + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, delay)),
    );
  }

  answered(): void {
    this.#inARow = 0;
  }

  /**
   * Until a call may be made. `spentMs` is what the call has waited.
   * @throws ThrottledError when that is longer than the rest of its patience; the signal's reason when it aborts.
   */
  async closed(spentMs: number, signal: AbortSignal): Promise<number> {
    const left = this.#openUntil - this.#clock();
    if (left <= 0) return 0;
    if (spentMs + left > PATIENCE_MS) throw new ThrottledError(this.#openUntil);
    await wait(left, signal);
    return left;
  }
}
