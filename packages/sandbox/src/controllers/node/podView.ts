import { nameSuffixOf, type Container, type Pod } from '../runtime';
import { timestamp } from '../../kubernetes/store/prepare';
import type { ContainerLife } from './containerLife';
import { containerStatus } from './containerStatus';
import { shareOf } from './podShare';
import type { PodView } from './podStatus';

/** A pod that was given a node, and how far its containers are. */
export interface PodLife {
  uid: string;
  node: string;
  init: ContainerLife[];
  containers: ContainerLife[];
}

function hostIPOf(node: string): string {
  return `10.224.0.${10 + (nameSuffixOf(node).charCodeAt(0) % 200)}`;
}

function podIPOf(pod: Pod): string {
  const share = shareOf(pod);
  return `10.244.${Math.floor(share * 250)}.${Math.floor(share * 65521) % 250}`;
}

/**
 * @param life - absent while the pod waits for its volumes
 * @param probeFails - the readiness probe, once the containers run
 */
export function podView(
  pod: Pod,
  life: PodLife | undefined,
  now: Date,
  probeFails: boolean,
): PodView {
  const init = pod.spec.initContainers ?? [];
  const initializing =
    life !== undefined && life.containers.length === 0 && init.length > 0;
  const waitsFor = initializing ? 'PodInitializing' : 'ContainerCreating';
  const statusOf = (container: Container, one: ContainerLife | undefined) =>
    containerStatus(pod, container, one, now.getTime(), waitsFor, probeFails);
  return {
    pod,
    hostIP: hostIPOf(pod.spec.nodeName ?? ''),
    podIP: podIPOf(pod),
    init: init.map((container, index) =>
      statusOf(container, life?.init[index]),
    ),
    containers: pod.spec.containers.map((container, index) =>
      statusOf(container, life?.containers[index]),
    ),
    at: timestamp(now),
  };
}
