const HOUR = 3_600_000;
/** "Primary rate limit for authenticated users", docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api. */
const LIMIT = 5000;

/** Counts the requests of an hour as GitHub does, and says so in its headers. */
export class RateLimit {
  #used = 0;
  #reset = 0;

  take(now: number): { exceeded: boolean; headers: Record<string, string> } {
    if (now >= this.#reset) {
      this.#used = 0;
      this.#reset = now + HOUR;
    }
    const exceeded = this.#used >= LIMIT;
    if (!exceeded) this.#used += 1;
    return {
      exceeded,
      headers: {
        'x-ratelimit-limit': String(LIMIT),
        'x-ratelimit-remaining': String(LIMIT - this.#used),
        'x-ratelimit-used': String(this.#used),
        'x-ratelimit-reset': String(Math.ceil(this.#reset / 1000)),
        'x-ratelimit-resource': 'core',
      },
    };
  }
}
