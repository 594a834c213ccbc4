/** A task that is due at a moment of the clock. */
export interface TimedTask {
  /** Milliseconds of the epoch. */
  due: number;
  /** Order of entry: tasks of the same moment run first in, first out. */
  order: number;
  run: () => void;
  cancelled: boolean;
}

function before(a: TimedTask, b: TimedTask): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

/** The tasks that wait, earliest first: a binary heap. */
export class TimerHeap {
  readonly #tasks: TimedTask[] = [];

  peek(): TimedTask | undefined {
    while (this.#tasks[0]?.cancelled) this.pop();
    return this.#tasks[0];
  }

  push(task: TimedTask): void {
    const tasks = this.#tasks;
    let at = tasks.push(task) - 1;
    while (at > 0) {
      const parent = Math.floor((at - 1) / 2);
      if (!before(tasks[at], tasks[parent])) return;
      [tasks[at], tasks[parent]] = [tasks[parent], tasks[at]];
      at = parent;
    }
  }

  pop(): TimedTask | undefined {
    const tasks = this.#tasks;
    const first = tasks[0];
    const last = tasks.pop();
    if (last === undefined || tasks.length === 0) return first;
    tasks[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < tasks.length && before(tasks[left], tasks[least])) {
        least = left;
      }
      if (right < tasks.length && before(tasks[right], tasks[least])) {
        least = right;
      }
      if (least === at) return first;
      [tasks[at], tasks[least]] = [tasks[least], tasks[at]];
      at = least;
    }
  }
}
