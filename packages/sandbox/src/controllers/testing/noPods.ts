import type { PodRuntime } from '../podRuntime';

/** Every container only pretends. */
export const noPods: PodRuntime = {
  runs: () => false,
  admit: () => true,
  run: () => undefined,
  end: () => undefined,
  log: () => undefined,
};
