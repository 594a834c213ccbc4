import { benchFleet } from './fleet';
import { benchObserve } from './observe';
import { benchRecovery } from './recovery';
import { benchReleases } from './releases';

/** Measures something against a named alternative, and prints it a line at a time. */
export type Benchmark = (
  args: readonly string[],
  print: (line: string) => void,
) => Promise<void>;

export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  fleet: benchFleet,
  observe: benchObserve,
  recovery: benchRecovery,
  releases: benchReleases,
};
