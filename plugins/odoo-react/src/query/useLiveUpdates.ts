import { useEffect } from 'react';
import useLatest from 'react-use/esm/useLatest';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { atMostEvery } from './atMostEvery';

/** A sweep over many clusters says "changed" many times; one answer shows all of it. */
const LIVE_INTERVAL_MS = 5000;

/**
 * Runs when the backend says on the channel that something changed. An app without signals never
 * hears of it and polls; so does a page that nobody looks at.
 */
export function useLiveUpdates(
  channel: string | undefined,
  onUpdate: () => void,
) {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useLatest(onUpdate);
  useEffect(() => {
    if (!signals || channel === undefined) return undefined;
    const { request, cancel } = atMostEvery(LIVE_INTERVAL_MS, () => {
      if (document.visibilityState === 'visible') latest.current();
    });
    const { unsubscribe } = signals.subscribe(channel, request);
    return () => {
      unsubscribe();
      cancel();
    };
  }, [signals, channel, latest]);
}
