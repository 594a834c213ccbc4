import { Tier } from '../environment/stage';

interface InTurn {
  environment: string;
  tier: Tier;
  databaseGiB: number;
}

/** In which order the environments of a ring get a release: where least is at stake first, of equals the smaller. */
export function orderOfTurns<T extends InTurn>(items: readonly T[]): T[] {
  return [...items].sort(
    (a, b) =>
      b.tier - a.tier ||
      a.databaseGiB - b.databaseGiB ||
      (a.environment < b.environment ? -1 : 1),
  );
}
