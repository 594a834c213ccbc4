import { OrderedEnvironment, RecoveryOrderInput } from './input';

/** Where an environment comes back, and plainly when there is no such place. */
export function targetOf(
  { region, recoveryRegion, cluster }: OrderedEnvironment,
  { of, platform }: RecoveryOrderInput,
): { into: string; problem?: string } {
  if (of.region === undefined || of.region !== region) return { into: cluster };
  if (!recoveryRegion) {
    return {
      into: 'no place',
      problem: 'No recovery region is named: it waits for its own region',
    };
  }
  const [target] = platform.clusters.filter(
    candidate => candidate.region === recoveryRegion,
  );
  return target
    ? { into: target.name }
    : {
        into: 'no place',
        problem: `There is no cluster in its recovery region ${recoveryRegion}`,
      };
}
