import { Run } from './runs';
import { costPerId, idsOfIndex } from './sizes';

/** Within one repository an id costs about the same in every index (measured: within 8 %). */
const SUSPICIOUS_COST = 1.15;
const TELLING_RUNS = 3;

/** Sizes tell counts with some error; less than this is not called a loss. */
const CERTAIN = 0.95;
const SPARE_IDS = 2;

export interface Balance {
  /** The first run whose index names more than there is: a pack is missing. */
  missingPack?: { run: number; named: number; held: number };
  /** The first run whose index is larger than those of the others would be: a small pack may be missing. */
  doubtful?: number;
  /** The first run with packs and a snapshot, and no index that names them. */
  missingIndex?: number;
  /** Whether the index after the last snapshot belongs to a run whose snapshot is not there. */
  missingSnapshot: boolean;
}

/**
 * Compares what the indexes name with what the packs hold, run by run. What the packs of earlier runs hold beyond
 * their own indexes is carried on: pruning replaces old indexes by a new one, and two hosts write at once.
 *
 * @param blobs - blobs in each pack, by name of the pack
 * @param first - the first run whose packs are all known
 */
export function balanceOf(
  runs: readonly Run[],
  blobs: ReadonlyMap<string, number>,
  version1: boolean,
  first = 0,
): Balance {
  const balance: Balance = { missingSnapshot: false };
  const unnamed: { run: number; ids: number }[] = [];
  // Before runs that are not known, an index may have been pruned: then nothing is certain of what follows.
  const pruned = ({ packs, indexes }: Run) =>
    packs.length > 0 && indexes.length === 0;
  let carried = runs.slice(0, first).some(pruned) ? Infinity : 0;
  const costs: { run: number; cost: number }[] = [];
  const known = runs.slice(first);
  for (const [number, { packs, indexes, snapshot }] of known.entries()) {
    const held = sum(packs.map(({ name }) => 1 + (blobs.get(name) ?? 0)));
    const named = indexes.map(({ size }) => idsOfIndex(size, version1));
    const atLeast = sum(named.map(ids => ids.atLeast));
    const atMost = sum(named.map(ids => ids.atMost));
    if (held + carried < atLeast * CERTAIN - SPARE_IDS) {
      const ids = { named: Math.floor(atLeast), held };
      balance.missingPack ??= { run: first + number, ...ids };
    }
    if (carried === 0 && indexes.length === 1) {
      const cost = costPerId(indexes[0].size, held);
      if (cost) costs.push({ run: first + number, cost });
    }
    if (snapshot && held > 0 && indexes.length === 0) {
      unnamed.push({ run: first + number, ids: held });
    }
    if (!snapshot) {
      balance.missingSnapshot = held > 0 && atLeast > 0 && atLeast <= held;
    }
    carried = Math.max(0, carried + held - atMost);
  }
  // What no later index has taken up.
  balance.missingIndex = unnamed.find(({ ids }) => carried >= ids / 2)?.run;
  balance.doubtful = dearest(costs);
  return balance;
}

function dearest(costs: readonly { run: number; cost: number }[]) {
  if (costs.length < TELLING_RUNS) return undefined;
  const sorted = costs.map(({ cost }) => cost).sort((a, b) => a - b);
  const usual = sorted[(sorted.length - 1) >> 1];
  return costs.find(({ cost }) => cost > usual * SUSPICIOUS_COST)?.run;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
