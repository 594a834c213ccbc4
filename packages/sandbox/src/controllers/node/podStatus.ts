import { isSidecar } from './containerLife';
import {
  withCondition,
  type Condition,
  type ContainerStatus,
  type Pod,
  type PodStatus,
} from '../runtime';

/** A pod on its node, as far as its status tells of it. */
export interface PodView {
  pod: Pod;
  hostIP: string;
  podIP: string;
  init: ContainerStatus[];
  containers: ContainerStatus[];
  /** RFC 3339. */
  at: string;
}

function phaseOf({ pod, containers }: PodView): PodStatus['phase'] {
  const ends = containers.map(({ state }) => state.terminated);
  if (ends.every(end => end !== undefined)) {
    return ends.every(end => end?.exitCode === 0) ? 'Succeeded' : 'Failed';
  }
  const begun = containers.some(
    ({ state, lastState }) => state.running ?? lastState.terminated,
  );
  return begun || pod.status?.phase === 'Running' ? 'Running' : 'Pending';
}

function qosClassOf(pod: Pod): string {
  const given = pod.spec.containers.map(({ resources = {} }) => resources);
  if (given.every(({ requests, limits }) => !requests && !limits)) {
    return 'BestEffort';
  }
  const guaranteed = given.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      name =>
        limits?.[name] !== undefined &&
        (requests?.[name] ?? limits[name]) === limits[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

/** The whole status of a pod that has a node. */
export function podStatus(view: PodView): PodStatus {
  const { pod, containers, init, at } = view;
  const phase = phaseOf(view);
  const sidecars = new Set(
    pod.spec.initContainers?.filter(isSidecar).map(({ name }) => name),
  );
  const initialized = init.every(({ name, state, restartCount }) =>
    sidecars.has(name)
      ? state.running !== undefined || restartCount > 0 || state.terminated
      : state.terminated?.exitCode === 0,
  );
  const unready = containers
    .filter(({ ready }) => !ready)
    .map(({ name }) => name);
  const completed = phase === 'Succeeded';
  const readiness = (type: string): Condition =>
    unready.length === 0
      ? { type, status: 'True' }
      : {
          type,
          status: 'False',
          reason: completed ? 'PodCompleted' : 'ContainersNotReady',
          ...(completed
            ? {}
            : {
                message: `containers with unready status: [${unready.join(
                  ' ',
                )}]`,
              }),
        };
  const conditions: Condition[] = [
    { type: 'PodScheduled', status: 'True' },
    initialized
      ? { type: 'Initialized', status: 'True' }
      : {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
        },
    readiness('ContainersReady'),
    readiness('Ready'),
  ];
  return {
    phase,
    conditions: conditions.reduce<Condition[]>(
      (list, condition) => withCondition(list, condition, at),
      pod.status?.conditions ?? [],
    ),
    hostIP: view.hostIP,
    podIP: view.podIP,
    podIPs: [{ ip: view.podIP }],
    startTime: pod.status?.startTime ?? at,
    qosClass: qosClassOf(pod),
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    containerStatuses: containers,
  };
}
