/** Does one thing after the other. */
export class WorkQueue {
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param report - hears of failures that nobody waits for */
  constructor(private readonly report: (error: unknown) => void) {}

  /** Does something after all that was asked for before. */
  next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** The same for what nobody waits for; once the queue is closed, nothing of it begins. */
  later(work: () => Promise<unknown>): void {
    this.next(async () => (this.#closed ? undefined : work())).catch(
      this.report,
    );
  }

  /** Resolves when what was begun has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
  }
}
