import type { Deployment, IntOrPercent } from './shapes';

/** One ReplicaSet's part in a rollout, in numbers of pods. */
export interface Share {
  /** Wanted. */
  replicas: number;
  /** Ready for long enough. */
  available: number;
}

export interface Bounds {
  maxSurge: number;
  maxUnavailable: number;
}

function resolve(
  value: IntOrPercent | undefined,
  of: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value ?? '25%');
  return percent ? round((Number(percent[1]) * of) / 100) : 0;
}

/** How far a rolling update may leave the wanted number of pods, above and below. */
export function boundsOf({ spec }: Deployment): Bounds {
  if (spec.strategy.type === 'Recreate') {
    return { maxSurge: 0, maxUnavailable: 0 };
  }
  const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate ?? {};
  const surge = resolve(maxSurge, spec.replicas, Math.ceil);
  const unavailable = resolve(maxUnavailable, spec.replicas, Math.floor);
  // Both zero would allow no step at all.
  return surge === 0 && unavailable === 0
    ? { maxSurge: 0, maxUnavailable: 1 }
    : { maxSurge: surge, maxUnavailable: unavailable };
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/**
 * The next wanted sizes of a rolling update: the new set grows within the surge, the old ones
 * shrink by what stays above the least available; old pods that are not available go first.
 * Source: Kubernetes, pkg/controller/deployment/rolling.go.
 *
 * @param old - oldest first
 */
export function nextSizes(
  wanted: number,
  bounds: Bounds,
  current: Share,
  old: readonly Share[],
): { current: number; old: number[] } {
  const total = current.replicas + sum(old.map(({ replicas }) => replicas));
  const room = wanted + bounds.maxSurge - total;
  const grown =
    current.replicas > wanted
      ? wanted
      : current.replicas +
        Math.max(0, Math.min(room, wanted - current.replicas));

  const leastAvailable = wanted - bounds.maxUnavailable;
  const newUnavailable = Math.max(0, current.replicas - current.available);
  let removable = Math.max(0, total - leastAvailable - newUnavailable);
  const sizes = old.map(share => {
    const unhealthy = Math.max(0, share.replicas - share.available);
    const removed = Math.min(removable, unhealthy);
    removable -= removed;
    return share.replicas - removed;
  });
  const available = current.available + sum(old.map(share => share.available));
  let spare = Math.max(0, available - leastAvailable);
  return {
    current: grown,
    old: sizes.map((size, index) => {
      const healthy = Math.min(size, old[index].available);
      const removed = Math.min(spare, healthy, removable);
      spare -= removed;
      removable -= removed;
      return size - removed;
    }),
  };
}

/** Recreate: nothing new before everything old is gone. */
export function nextSizesOfRecreate(
  wanted: number,
  oldPods: number,
): { current: number | undefined; old: 0 } {
  return { current: oldPods > 0 ? undefined : wanted, old: 0 };
}
