import type { StoredChange } from './types';

/**
 * The recent changes of a cluster, in order, and those who listen to them. A listener that
 * writes does not disturb the order: what it causes is told after the current change.
 */
export class ChangeLog {
  #changes: StoredChange[] = [];
  #forgotten: number;
  #listeners = new Set<(change: StoredChange) => void>();
  #waiting: StoredChange[] = [];
  #telling = false;

  /**
   * @param start - revision before the first change
   * @param capacity - changes kept for watches that resume
   */
  constructor(start: number, private readonly capacity: number) {
    this.#forgotten = start;
  }

  append(change: StoredChange): void {
    this.#changes.push(change);
    // Trim in blocks: shifting one by one would copy the list on every write.
    if (this.#changes.length > this.capacity * 1.25) {
      const dropped = this.#changes.splice(
        0,
        this.#changes.length - this.capacity,
      );
      this.#forgotten = dropped[dropped.length - 1].stored.revision;
    }
    this.#waiting.push(change);
    this.#tell();
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    try {
      let change = this.#waiting.shift();
      while (change) {
        for (const listener of [...this.#listeners]) listener(change);
        change = this.#waiting.shift();
      }
    } finally {
      this.#telling = false;
    }
  }

  since(revision: number): StoredChange[] | undefined {
    if (revision < this.#forgotten) return undefined;
    return this.#changes.filter(change => change.stored.revision > revision);
  }

  compact(): void {
    const last = this.#changes.at(-1);
    if (last) this.#forgotten = last.stored.revision;
    this.#changes = [];
  }

  listen(listener: (change: StoredChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
