/** Wakes one who sleeps; rung meanwhile, it lets the next sleep end at once. */
export interface Bell {
  ring: () => void;
  /** Until the time is over (milliseconds), the bell rings, or the signal aborts. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export function createBell(): Bell {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      isRung = true;
      wake?.();
    },
    sleep: (milliseconds, signal) =>
      new Promise(resolve => {
        const isOver = signal.aborted || isRung;
        const timer = setTimeout(end, isOver ? 0 : milliseconds);
        signal.addEventListener('abort', end);
        wake = end;
        function end() {
          isRung = false;
          wake = undefined;
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        }
      }),
  };
}
