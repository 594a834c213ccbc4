import { useEffect, useState } from 'react';
import useLatest from 'react-use/esm/useLatest';
import { subscribeToClock } from './sharedClock';

/**
 * What `read` makes of the time, kept up to date each second. Only the component that calls this
 * renders again, and only when the value differs: read a string or a boolean, not an object.
 */
export function useClock<T extends string | number | boolean>(
  read: (now: number) => T,
): T {
  const latest = useLatest(read);
  const [, setShown] = useState<T>();
  useEffect(
    () => subscribeToClock(now => setShown(latest.current(now))),
    [latest],
  );
  return read(Date.now());
}
