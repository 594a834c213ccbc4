import {
  StatusError,
  type ClusterStore,
  type StoredChange,
} from '../../kubernetes';
import type { Clock, Timer } from './clock';
import type { Controller, Logger, ObjectKey, Watch } from './controller';

interface Job {
  controller: Controller;
  key: ObjectKey;
}

const FIRST_RETRY = 1000;
const LONGEST_RETRY = 60_000;
/** A controller that asks to look again at once gets its turn, and nobody starves. */
const SHORTEST_WAIT = 10;
/** More at one instant are controllers that answer each other for ever: they are slowed down. */
const MOST_STEPS_AT_ONCE = 100_000;

function idOf({ controller, key }: Job): string {
  return `${controller.name} ${key.namespace ?? ''}/${key.name}`;
}

/** Runs controllers on one cluster: changes become work, work is done once per object. */
export class ControllerManager {
  readonly #watches = new Map<
    string,
    { controller: Controller; watch: Watch }[]
  >();
  readonly #queue = new Map<string, Job>();
  readonly #timers = new Map<string, Timer>();
  readonly #failures = new Map<string, number>();
  readonly #unsubscribe: () => void;
  #draining = false;
  #stopped = false;

  constructor(
    private readonly store: ClusterStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.#unsubscribe = store.onChange(change => this.#onChange(change));
  }

  /** Starts a controller; it sees every object that exists already. */
  add(controller: Controller): void {
    for (const watch of controller.watches) {
      const id = `${watch.kind.group}/${watch.kind.kind}`;
      const watches = this.#watches.get(id) ?? [];
      watches.push({ controller, watch });
      this.#watches.set(id, watches);
      for (const stored of this.store.storedList(watch.kind)) {
        const change = {
          type: 'ADDED',
          groupKind: watch.kind,
          stored,
        } as const;
        for (const key of watch.keys(change)) this.enqueue(controller, key);
      }
    }
  }

  enqueue(controller: Controller, key: ObjectKey): void {
    const job = { controller, key };
    this.#queue.set(idOf(job), job);
    if (this.#draining || this.#stopped) return;
    this.#draining = true;
    this.clock.after(0, () => this.#drain());
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
    for (const timer of this.#timers.values()) timer.cancel();
    this.#queue.clear();
  }

  #onChange(change: StoredChange): void {
    const { group, kind } = change.groupKind;
    for (const { controller, watch } of this.#watches.get(`${group}/${kind}`) ??
      []) {
      for (const key of watch.keys(change)) this.enqueue(controller, key);
    }
  }

  #drain(): void {
    let steps = 0;
    for (const [id, job] of this.#queue) {
      if (this.#stopped) return;
      this.#queue.delete(id);
      this.#reconcile(id, job);
      steps += 1;
      if (steps > MOST_STEPS_AT_ONCE) {
        this.logger.warn(`controllers do not come to rest: ${id}`);
        this.clock.after(FIRST_RETRY, () => this.#drain());
        return;
      }
    }
    this.#draining = false;
  }

  #reconcile(id: string, job: Job): void {
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
    try {
      const requeue = job.controller.reconcile(job.key);
      this.#failures.delete(id);
      if (requeue) this.#later(id, job, requeue.after, requeue.coalesce);
    } catch (error) {
      this.#retry(id, job, error);
    }
  }

  #retry(id: string, job: Job, error: unknown): void {
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    const lostRace = error instanceof StatusError && error.code === 409;
    // The first failure is told, its repetitions would only drown others.
    if (!lostRace && failures === 1) {
      const text = error instanceof Error ? error.stack : String(error);
      this.logger.warn(`${id}: ${text}`);
    }
    const wait = Math.min(FIRST_RETRY * 2 ** (failures - 1), LONGEST_RETRY);
    this.#later(id, job, wait);
  }

  #later(id: string, job: Job, wait: number, coalesce = false): void {
    const timer = this.clock.after(
      Math.max(wait, SHORTEST_WAIT),
      () => this.enqueue(job.controller, job.key),
      { coalesce },
    );
    this.#timers.set(id, timer);
  }
}
