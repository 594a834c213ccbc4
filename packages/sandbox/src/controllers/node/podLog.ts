import type { ObjectStore, PodLogRequest } from '../../kubernetes';
import type { PodRuntime } from '../podRuntime';
import type { ContainerState, Pod } from '../runtime';

const POD = { group: '', kind: 'Pod' };

/**
 * What a container of the sandbox prints. In most nothing runs, so it tells what its own status tells: when it
 * started, from which image, and how it ended.
 */
export const podLogOf =
  (store: Pick<ObjectStore, 'get'>, pods: Pick<PodRuntime, 'log'>) =>
  (request: PodLogRequest): string => {
    const printed = pods.log(request);
    if (printed !== undefined) return printed;
    const { namespace, pod, container, previous } = request;
    const status = store.get(POD, namespace, pod)?.status as Pod['status'];
    const found = status?.containerStatuses?.find(
      ({ name }) => name === container,
    );
    if (!found) return '';
    const state = previous ? found.lastState : found.state;
    return linesOf(state, found.image).join('');
  };

function linesOf(state: ContainerState | undefined, image: string): string[] {
  const { running, terminated } = state ?? {};
  const startedAt = running?.startedAt ?? terminated?.startedAt;
  return [
    startedAt ? `${startedAt} started from ${image}\n` : '',
    terminated?.message ? `${terminated.message}\n` : '',
    terminated?.finishedAt
      ? `${terminated.finishedAt} ended with ${terminated.exitCode}, ${terminated.reason}\n`
      : '',
  ];
}
