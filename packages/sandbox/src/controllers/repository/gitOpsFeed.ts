import type { Logger } from '../runtime';
import type { GitReader } from './gitReader';
import type { Snapshot } from './snapshot';

/** The state of the branch that clusters see: set commit by commit in a replay, then polled. */
export class GitOpsFeed {
  #current: Snapshot | undefined;
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();
  #timeout: NodeJS.Timeout | undefined;
  #stopped = false;
  #failing = false;

  constructor(readonly reader: GitReader, private readonly logger: Logger) {}

  get current(): Snapshot | undefined {
    return this.#current;
  }

  onChange(listener: (snapshot: Snapshot) => void): void {
    this.#listeners.add(listener);
  }

  set(snapshot: Snapshot): void {
    this.#current = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }

  /** Asks for the head again and again; `interval` in milliseconds. */
  poll(interval: number): void {
    this.#timeout = setTimeout(async () => {
      try {
        await this.refresh();
        this.#failing = false;
      } catch (error) {
        if (!this.#failing) this.logger.warn(`GitOps repository: ${error}`);
        this.#failing = true;
      }
      if (!this.#stopped) this.poll(interval);
    }, interval);
  }

  /** Reads the head now. */
  async refresh(): Promise<void> {
    const head = await this.reader.head();
    if (head === this.#current?.commit) return;
    const snapshot = await this.reader.snapshot(head);
    await this.reader.load([snapshot]);
    this.reader.keepOnly(snapshot);
    if (!this.#stopped) this.set(snapshot);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timeout);
  }
}
