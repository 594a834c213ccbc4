import { ApiRef } from '@backstage/core-plugin-api';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';

/** Signals as an app with the signals plugin has them; `tell` is the backend saying that something changed. */
export function createSignals() {
  const listeners = new Map<string, Set<() => void>>();
  const signals: SignalApi = {
    subscribe(channel, onMessage) {
      const listener = () => onMessage(JSON.parse('{"at":"now"}'));
      const others = listeners.get(channel) ?? new Set();
      listeners.set(channel, others.add(listener));
      return { unsubscribe: () => others.delete(listener) };
    },
  };
  const api: readonly [ApiRef<SignalApi>, SignalApi] = [signalApiRef, signals];
  return {
    api,
    tell: (channel: string) => listeners.get(channel)?.forEach(told => told()),
    listenersOf: (channel: string) => listeners.get(channel)?.size ?? 0,
  };
}
