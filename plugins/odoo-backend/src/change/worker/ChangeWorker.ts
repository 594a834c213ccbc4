import { isError, stringifyError } from '@backstage/errors';
import { tidy } from '../apply/hosted';
import { RepositoryLock } from '../apply/RepositoryLock';
import { ChangeContext } from '../ChangeContext';
import { driveChange } from './driveChange';

/** How often gates are evaluated again for a change whose repository has not moved: a gate may have been unable to. */
const REGATE_MS = 60_000;

/** How long the schedule leaves a change alone that could not go on, such as for a remote that is down. */
const BACK_OFF_MS = 20_000;

const isOver = (since: number | undefined, periodMs: number) =>
  since === undefined || Date.now() - since >= periodMs;

type DriveOptions = Parameters<typeof driveChange>[3];

/** Drives open changes: all of them on a schedule, one at once when a person has just decided. */
export class ChangeWorker {
  readonly #context: ChangeContext;
  readonly #lock: RepositoryLock;
  readonly #running = new Map<string, Promise<void>>();
  #stopping = false;
  readonly #regatedAt = new Map<string, number>();
  /** At the host of the repository. */
  readonly #lookedAt = new Map<string, number>();
  readonly #failedAt = new Map<string, number>();
  /** Branches at which tidying up failed. */
  readonly #untidyAt = new Map<string, number>();

  constructor(context: ChangeContext, lock: RepositoryLock) {
    this.#context = context;
    this.#lock = lock;
  }

  /** One change after the other; one that fails does not keep the others back. */
  async tick(signal?: AbortSignal): Promise<void> {
    const open = new Set(await this.#context.store.open());
    for (const times of [this.#regatedAt, this.#lookedAt, this.#failedAt]) {
      for (const id of times.keys()) if (!open.has(id)) times.delete(id);
    }
    for (const id of open) {
      if (signal?.aborted) return;
      if (isOver(this.#failedAt.get(id), BACK_OFF_MS)) {
        await this.#drive(id, {
          again: this.#isDue(this.#regatedAt, id, REGATE_MS),
          look: this.#isDue(this.#lookedAt, id, this.#lookMs),
        });
      }
    }
    await this.#tidy(signal);
  }

  /** Pull requests of changes that have no need of them any more. */
  async #tidy(signal?: AbortSignal): Promise<void> {
    const { host, branches, logger } = this.#context;
    if (!host) return;
    const all = await branches.all();
    for (const each of all) {
      const key = each.branch;
      if (signal?.aborted) return;
      if (!isOver(this.#untidyAt.get(key), BACK_OFF_MS)) continue;
      try {
        await tidy(this.#context, host, each);
        this.#untidyAt.delete(key);
      } catch (error) {
        this.#untidyAt.set(key, Date.now());
        logger.error(
          `The branch ${key} could not be tidied up and is tried again: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  /** Drives a change now, in the background: the schedule is the net under it. */
  kick(id: string): void {
    this.#drive(id, { again: false, look: true }).catch(error =>
      this.#context.logger.error('A change could not be driven', error),
    );
  }

  /** Takes no new work and waits for what has begun: a commit on its way is better finished than resumed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running.values());
  }

  async #drive(id: string, options: DriveOptions): Promise<void> {
    if (this.#stopping || this.#running.has(id)) return;
    const driving = this.#driveNow(id, options);
    this.#running.set(id, driving);
    await driving;
    this.#running.delete(id);
  }

  /** Never fails: what went wrong is logged and tried again. */
  async #driveNow(id: string, options: DriveOptions): Promise<void> {
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

  get #lookMs(): number {
    return this.#context.host?.pollMs ?? 0;
  }

  #isDue(times: Map<string, number>, id: string, periodMs: number): boolean {
    const due = isOver(times.get(id), periodMs);
    if (due) times.set(id, Date.now());
    return due;
  }
}
