import { Bell } from './bell';

/** Milliseconds to the next request given the last answer; undefined asks no more. */
export type PollInterval<T> =
  | number
  | ((data: T | undefined) => number | undefined);

export interface PollOptions<T> {
  load: (signal: AbortSignal) => Promise<T>;
  interval: () => PollInterval<T> | undefined;
  /** Rung, it asks anew as soon as the last answer is there. */
  bell: Bell;
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
      await options.bell.sleep(wait, signal);
    } while (!signal.aborted && document.visibilityState === 'hidden');
  }
}
