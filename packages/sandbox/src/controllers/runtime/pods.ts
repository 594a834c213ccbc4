import { conditionOf } from './conditions';
import type { Pod } from './podShapes';

export function isReady(pod: Pod): boolean {
  return (
    !pod.metadata.deletionTimestamp &&
    conditionOf(pod.status?.conditions, 'Ready')?.status === 'True'
  );
}

/** Ready for so long that a rollout may count on it; `minReadySeconds` of the workload. */
export function isAvailable(
  pod: Pod,
  minReadySeconds: number,
  now: Date,
): boolean {
  if (!isReady(pod)) return false;
  const since = conditionOf(
    pod.status?.conditions,
    'Ready',
  )?.lastTransitionTime;
  return (
    minReadySeconds === 0 ||
    (since !== undefined &&
      Date.parse(since) + minReadySeconds * 1000 <= now.getTime())
  );
}

/** Neither succeeded nor failed: it still uses what it requested. */
export function isActive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase !== 'Succeeded' && phase !== 'Failed';
}
