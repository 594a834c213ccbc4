import { useCallback, useEffect, useState } from 'react';
import useLatest from 'react-use/esm/useLatest';
import { toError } from '@backstage/errors';
import { OdooApi, useOdooApi } from '../api';
import { createBell } from './bell';
import { PollInterval, poll } from './poll';
import { useLiveUpdates } from './useLiveUpdates';

/**
 * Loading is not failure, and a failed refresh does not take away what is known:
 * `ready` with an `error` means that `data` is what was last loaded.
 */
export type OdooQuery<T> = {
  /** A request is on its way, whether anything is shown already or not. */
  isRefreshing: boolean;
  /** Asks again now. */
  retry: () => void;
} & OdooQueryState<T>;

type OdooQueryState<T> =
  | { status: 'loading'; data?: undefined; error?: undefined }
  | { status: 'error'; data?: undefined; error: Error }
  | { status: 'ready'; data: T; error?: Error };

export interface OdooQueryOptions<T> {
  /** What is asked for, as text; another key is another question. */
  key: string;
  /** Milliseconds from an answer to the next request, or what follows from the answer; absent asks once. */
  pollMs?: PollInterval<T>;
  /** Shows the answer to the previous key until the new one is there, as for the pages of a list. */
  keepPrevious?: boolean;
  /** Polls at once when the backend says on this channel that something changed; one of SIGNAL_CHANNELS. */
  channel?: string;
}

interface Held<T> {
  key: string;
  data?: { value: T };
  error?: Error;
  isRefreshing: boolean;
}

/** Loads, polls slowly while the page is visible, and aborts when the component goes. */
export function useOdooQuery<T>(
  load: (api: OdooApi, signal: AbortSignal) => Promise<T>,
  options: OdooQueryOptions<T>,
): OdooQuery<T> {
  const { key, keepPrevious = false } = options;
  const api = useOdooApi();
  const latest = useLatest({ load, pollMs: options.pollMs });
  const [attempt, setAttempt] = useState(0);
  const [held, setHeld] = useState<Held<T>>({ key, isRefreshing: true });
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const [bell] = useState(createBell);
  useLiveUpdates(options.channel, bell.ring);

  useEffect(() => {
    const controller = new AbortController();
    poll<T>(
      {
        load: signal => latest.current.load(api, signal),
        bell,
        interval: () => latest.current.pollMs,
        onStart: () =>
          setHeld(before =>
            before.key === key || keepPrevious
              ? { ...before, isRefreshing: true }
              : { key, isRefreshing: true },
          ),
        onData: value => setHeld({ key, data: { value }, isRefreshing: false }),
        onError: error =>
          setHeld(before => ({
            key,
            // What answered another question is no answer to this one.
            data: before.key === key ? before.data : undefined,
            error: toError(error),
            isRefreshing: false,
          })),
      },
      controller.signal,
    );
    return () => controller.abort();
  }, [api, attempt, bell, keepPrevious, key, latest]);

  const isCurrent = held.key === key || keepPrevious;
  return {
    ...(isCurrent ? toState(held) : { status: 'loading' }),
    isRefreshing: held.key !== key || held.isRefreshing,
    retry,
  };
}

function toState<T>({ data, error }: Held<T>): OdooQueryState<T> {
  if (data) return { status: 'ready', data: data.value, error };
  return error ? { status: 'error', error } : { status: 'loading' };
}
