import { isError, stringifyError } from '@backstage/errors';
import { RepositoryLock } from '../apply/RepositoryLock';
import { ChangeContext } from '../ChangeContext';
import { driveChange } from './driveChange';

/** How often gates are evaluated again for a change whose repository has not moved: a gate may have been unable to. */
const REGATE_MS = 60_000;

/** How long the schedule leaves a change alone that could not go on, such as for a remote that is down. */
const BACK_OFF_MS = 20_000;

const isOver = (since: number | undefined, periodMs: number) =>
  since === undefined || Date.now() - since >= periodMs;

/** Drives open changes: all of them on a schedule, one at once when a person has just decided. */
export class ChangeWorker {
  readonly #context: ChangeContext;
  readonly #lock: RepositoryLock;
  readonly #running = new Map<string, Promise<void>>();
  #stopping = false;
  readonly #regatedAt = new Map<string, number>();
  readonly #failedAt = new Map<string, number>();

  constructor(context: ChangeContext, lock: RepositoryLock) {
    this.#context = context;
    this.#lock = lock;
  }

  /** One change after the other; one that fails does not keep the others back. */
  async tick(signal?: AbortSignal): Promise<void> {
    const open = new Set(await this.#context.store.open());
    for (const times of [this.#regatedAt, this.#failedAt]) {
      for (const id of times.keys()) if (!open.has(id)) times.delete(id);
    }
    for (const id of open) {
      if (signal?.aborted) return;
      if (isOver(this.#failedAt.get(id), BACK_OFF_MS)) {
        await this.#drive(id, { again: this.#isRegateDue(id) });
      }
    }
  }

  /** Drives a change now, in the background: the schedule is the net under it. */
  kick(id: string): void {
    this.#drive(id, { again: false }).catch(error =>
      this.#context.logger.error('A change could not be driven', error),
    );
  }

  /** Takes no new work and waits for what has begun: a commit on its way is better finished than resumed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running.values());
  }

  async #drive(id: string, options: { again: boolean }): Promise<void> {
    if (this.#stopping || this.#running.has(id)) return;
    const driving = this.#driveNow(id, options);
    this.#running.set(id, driving);
    await driving;
    this.#running.delete(id);
  }

  /** Never fails: what went wrong is logged and tried again. */
  async #driveNow(id: string, options: { again: boolean }): Promise<void> {
    try {
      await driveChange(this.#context, this.#lock, id, options);
      this.#failedAt.delete(id);
    } catch (error) {
      // Somebody moved the change meanwhile: the next round reads it anew.
      if (isError(error) && error.name === 'ConflictError') return;
      this.#failedAt.set(id, Date.now());
      this.#context.logger.error(
        `Change ${id} could not go on and is tried again: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  #isRegateDue(id: string): boolean {
    const due = isOver(this.#regatedAt.get(id), REGATE_MS);
    if (due) this.#regatedAt.set(id, Date.now());
    return due;
  }
}
