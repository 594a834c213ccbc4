export interface Throttled {
  /** Acts now, or, when it has acted lately, once at the end of the interval. */
  request: () => void;
  /** Forgets what is still to come. */
  cancel: () => void;
}

/** However often it is asked for, the action runs at most once an interval (milliseconds), and after the last request. */
export function atMostEvery(interval: number, action: () => void): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const act = () => {
    isWanted = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isWanted) act();
    }, interval);
    action();
  };
  return {
    request: () => {
      isWanted = true;
      if (timer === undefined) act();
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      isWanted = false;
    },
  };
}
