import { listAt, numberAt, textAt, valueAt } from '../json';
import type { KubernetesObject } from '../store/types';
import { ageSince } from './humanDuration';

function stateReason(container: unknown, state: string): string {
  return textAt(container, ['state', state, 'reason']);
}

function initReason(pod: KubernetesObject): string | undefined {
  const specs = listAt(pod, ['spec', 'initContainers']);
  const statuses = listAt(pod, ['status', 'initContainerStatuses']);
  for (const [index, container] of statuses.entries()) {
    const terminated = valueAt(container, ['state', 'terminated']);
    if (terminated && numberAt(terminated, ['exitCode']) === 0) continue;
    if (terminated) {
      const code = numberAt(terminated, ['exitCode']);
      return `Init:${textAt(terminated, ['reason']) || `ExitCode:${code}`}`;
    }
    const waiting = stateReason(container, 'waiting');
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${index}/${specs.length}`;
  }
  return undefined;
}

/** The STATUS column of a pod (source: `printPod` of the Kubernetes printers). */
export function podStatus(pod: KubernetesObject): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating';
  const initialising = initReason(pod);
  if (initialising) return initialising;
  let reason =
    textAt(pod, ['status', 'reason']) || textAt(pod, ['status', 'phase']);
  for (const container of listAt(pod, ['status', 'containerStatuses'])) {
    const waiting = stateReason(container, 'waiting');
    const terminated = valueAt(container, ['state', 'terminated']);
    if (waiting) reason = waiting;
    else if (terminated) {
      reason =
        textAt(terminated, ['reason']) ||
        `ExitCode:${numberAt(terminated, ['exitCode'])}`;
    }
  }
  return reason || 'Unknown';
}

/** `1/2`: containers that are ready, of all. */
export function podReady(pod: KubernetesObject): string {
  const ready = listAt(pod, ['status', 'containerStatuses']).filter(
    container => valueAt(container, ['ready']) === true,
  );
  return `${ready.length}/${listAt(pod, ['spec', 'containers']).length}`;
}

/** `3 (5m ago)`: restarts of all containers and the last one's age. */
export function podRestarts(pod: KubernetesObject, now: Date): string {
  const containers = listAt(pod, ['status', 'containerStatuses']);
  const restarts = containers.reduce<number>(
    (sum, container) => sum + numberAt(container, ['restartCount']),
    0,
  );
  const last = containers
    .map(each => textAt(each, ['lastState', 'terminated', 'finishedAt']))
    .sort()
    .at(-1);
  return restarts > 0 && last
    ? `${restarts} (${ageSince(last, now)} ago)`
    : String(restarts);
}
