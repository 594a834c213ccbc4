import { RepositoryLocation } from '../readers';

/** What is kept between two readings of one repository. */
export interface Remembered {
  /** Of the reader itself. */
  reader?: unknown;
  /** Where a repository without a configured format was found. */
  location?: RepositoryLocation;
  readAt?: number;
  /** When whole contents were last sampled. */
  contentAt?: number;
}

/** A few kilobytes for each; ten thousand environments have two repositories each. */
const MAX_REPOSITORIES = 20_000;
const DAY_SECONDS = 86_400;

/** Makes readings cheap; without it every reading starts anew. What was not used for longest is forgotten. */
export class RepositoryMemory {
  readonly #byKey = new Map<string, Remembered>();

  get(key: string): Remembered {
    return this.#byKey.get(key) ?? {};
  }

  set(key: string, value: Remembered): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, value);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > MAX_REPOSITORIES) this.#byKey.delete(oldest);
  }

  /** Those first of which something was read the longest ago: a run that ends early leaves nobody out twice. */
  inTurn<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[] {
    const readAt = (item: T) =>
      Math.min(...keysOf(item).map(key => this.get(key).readAt ?? 0));
    return [...items].sort((a, b) => readAt(a) - readAt(b));
  }

  /**
   * Whose contents are sampled in this run: each repository once a day, in turn, so that no run reads all.
   *
   * @param now - milliseconds
   */
  dueForContent(
    keys: readonly string[],
    frequencySeconds: number,
    now: number,
  ): Set<string> {
    const share = Math.ceil((keys.length * frequencySeconds) / DAY_SECONDS);
    const dayAgo = now - DAY_SECONDS * 1000;
    const contentAt = (key: string) => this.get(key).contentAt ?? 0;
    const due = keys
      .filter(key => contentAt(key) <= dayAgo)
      .sort((a, b) => contentAt(a) - contentAt(b));
    return new Set(due.slice(0, share));
  }
}
