import { Verified } from './verifyResult';

/** About five kilobytes each. */
const MAX_RESULTS = 10_000;

/** Results that have been verified and whose blobs have not changed since; the least recently used are forgotten. */
export class ResultCache {
  readonly #byKey = new Map<string, Verified>();

  get(key: string): Verified | undefined {
    const known = this.#byKey.get(key);
    if (known) this.set(key, known);
    return known;
  }

  set(key: string, verified: Verified): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, verified);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > MAX_RESULTS) this.#byKey.delete(oldest);
  }
}
