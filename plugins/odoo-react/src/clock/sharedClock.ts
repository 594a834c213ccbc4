type Listener = (now: number) => void;

const TICK_MS = 1000;
const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every age on the page; it runs only while somebody listens. */
export function subscribeToClock(listener: Listener): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    const now = Date.now();
    listeners.forEach(notify => notify(now));
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
