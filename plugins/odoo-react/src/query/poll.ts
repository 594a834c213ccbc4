/** Milliseconds to the next request given the last answer; undefined asks no more. */
export type PollInterval<T> =
  | number
  | ((data: T | undefined) => number | undefined);

export interface PollOptions<T> {
  load: (signal: AbortSignal) => Promise<T>;
  interval: () => PollInterval<T> | undefined;
  onStart: () => void;
  onData: (data: T) => void;
  /** Not called for what was aborted. */
  onError: (error: unknown) => void;
}

/** Loads, then again and again until aborted; a page that nobody looks at asks for nothing. */
export async function poll<T>(
  options: PollOptions<T>,
  signal: AbortSignal,
): Promise<void> {
  let data: T | undefined;
  while (!signal.aborted) {
    options.onStart();
    try {
      data = await options.load(signal);
      if (!signal.aborted) options.onData(data);
    } catch (error) {
      if (!signal.aborted) options.onError(error);
    }
    const interval = options.interval();
    const wait = typeof interval === 'function' ? interval(data) : interval;
    if (wait === undefined) return;
    do {
      await sleep(wait, signal);
    } while (!signal.aborted && document.visibilityState === 'hidden');
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(wake, signal.aborted ? 0 : milliseconds);
    signal.addEventListener('abort', wake);
    function wake() {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    }
  });
}
