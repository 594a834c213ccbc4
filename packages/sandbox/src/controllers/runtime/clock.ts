import { TimedTask, TimerHeap } from './timerHeap';

export interface Timer {
  cancel(): void;
}

export interface TimerOptions {
  /**
   * Only the last of a row of repetitions matters (a refresh, a poll): while the past is
   * replayed the task waits for the end of the replay.
   */
  coalesce?: boolean;
}

/** The time that controllers live in. */
export interface Clock {
  now(): Date;
  /** Where the replay of the past ends; while time is real, the same as now. */
  horizon(): Date;
  after(milliseconds: number, task: () => void, options?: TimerOptions): Timer;
}

/** Timers of Node.js overflow beyond this. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Time that first runs through the past as fast as the machine can, from event to event, and
 * then goes on as real time. So objects that are weeks old were made by the same controllers,
 * in the same order of states, as those made while one watches.
 */
export class SandboxClock implements Clock {
  readonly #tasks = new TimerHeap();
  readonly #realNow: () => number;
  #replayed: number | undefined;
  readonly #horizon: number;
  #order = 0;
  #timeout: NodeJS.Timeout | undefined;
  #stopped = false;

  /**
   * @param options - `start` of the replay and its end (`horizon`, default `start`);
   *   `realNow` answers milliseconds of the epoch once time is real
   */
  constructor(options: {
    start: Date;
    horizon?: Date;
    realNow?: () => number;
  }) {
    this.#replayed = options.start.getTime();
    this.#horizon = (options.horizon ?? options.start).getTime();
    this.#realNow = options.realNow ?? Date.now;
  }

  now(): Date {
    return new Date(this.#replayed ?? this.#realNow());
  }

  horizon(): Date {
    return this.#replayed === undefined
      ? this.now()
      : new Date(Math.max(this.#horizon, this.#replayed));
  }

  after(
    milliseconds: number,
    run: () => void,
    options: TimerOptions = {},
  ): Timer {
    const wanted = this.now().getTime() + Math.max(0, milliseconds);
    const due = options.coalesce
      ? Math.max(wanted, this.horizon().getTime())
      : wanted;
    this.#order += 1;
    const task: TimedTask = { due, order: this.#order, run, cancelled: false };
    this.#tasks.push(task);
    this.#arm();
    return {
      cancel: () => {
        task.cancelled = true;
      },
    };
  }

  /** Runs everything that is due until `to`, then stands there. Only before `goLive`. */
  fastForward(to: Date): void {
    for (;;) {
      const next = this.#tasks.peek();
      if (!next || next.due > to.getTime()) break;
      this.#tasks.pop();
      this.#replayed = Math.max(next.due, this.#replayed ?? 0);
      next.run();
    }
    this.#replayed = Math.max(to.getTime(), this.#replayed ?? 0);
  }

  /** From here on time is real; what became due meanwhile runs at once. */
  goLive(): void {
    this.#replayed = undefined;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timeout);
  }

  #arm(): void {
    if (this.#replayed !== undefined || this.#stopped) return;
    clearTimeout(this.#timeout);
    const next = this.#tasks.peek();
    if (!next) return;
    const wait = Math.min(
      Math.max(0, next.due - this.#realNow()),
      LONGEST_TIMEOUT,
    );
    this.#timeout = setTimeout(() => this.#runDue(), wait);
  }

  #runDue(): void {
    const now = this.#realNow();
    let next = this.#tasks.peek();
    // What a task schedules for this very moment waits for the next turn of the event
    // loop, so that HTTP requests get their turn too.
    const last = this.#order;
    while (next && next.due <= now && next.order <= last) {
      this.#tasks.pop();
      next.run();
      next = this.#tasks.peek();
    }
    this.#arm();
  }
}
