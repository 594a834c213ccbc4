import {
  goDuration,
  type Container,
  type ContainerState,
  type ContainerStatus,
  type Pod,
} from '../runtime';
import { timestamp } from '../../kubernetes/store/prepare';
import type { ContainerLife } from './containerLife';
import { SHOWN_AS_ERROR, TIMING } from './timing';

export const notFoundText = (image: string) =>
  `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;

function waiting(reason: string, message?: string): ContainerState {
  return { waiting: { reason, ...(message ? { message } : {}) } };
}

function stateOf(
  pod: Pod,
  container: Container,
  life: ContainerLife,
  now: number,
): ContainerState {
  const { phase } = life;
  const { image } = container;
  switch (phase.kind) {
    case 'pulling':
      return life.pullAttempts > 0
        ? waiting('ImagePullBackOff', `Back-off pulling image "${image}"`)
        : waiting('ContainerCreating');
    case 'unpullable':
      return now < phase.failedAt + SHOWN_AS_ERROR
        ? waiting('ErrImagePull', notFoundText(image))
        : waiting(
            'ImagePullBackOff',
            `Back-off pulling image "${image}": ErrImagePull: ${notFoundText(
              image,
            )}`,
          );
    case 'misconfigured':
      return waiting('CreateContainerConfigError', phase.message);
    case 'running':
      return {
        running: { startedAt: timestamp(new Date(phase.startedAt)) },
      };
    case 'ended':
      return { terminated: phase.state };
    case 'backing-off': {
      const { name, namespace, uid } = pod.metadata;
      return waiting(
        'CrashLoopBackOff',
        `back-off ${goDuration(phase.delay)} restarting failed container=${
          container.name
        } pod=${name}_${namespace}(${uid})`,
      );
    }
    default:
      return waiting('ContainerCreating');
  }
}

/** When the readiness probe of a running container succeeds, in milliseconds of the epoch. */
export function readyAt({ phase }: ContainerLife): number | undefined {
  return phase.kind === 'running'
    ? phase.startedAt + TIMING.readiness
    : undefined;
}

export function containerStatus(
  pod: Pod,
  container: Container,
  life: ContainerLife | undefined,
  now: number,
  waitsFor: string,
  probeFails: boolean,
): ContainerStatus {
  const { name, image } = container;
  if (!life) {
    return {
      name,
      image,
      imageID: '',
      ready: false,
      started: false,
      restartCount: 0,
      state: waiting(waitsFor),
      lastState: {},
    };
  }
  const probed = now >= (readyAt(life) ?? Infinity);
  const ready = probed && !probeFails;
  const ran = life.phase.kind !== 'pulling' && life.phase.kind !== 'unpullable';
  return {
    name,
    image,
    imageID: ran ? image : '',
    ...(ran
      ? { containerID: `containerd://${pod.metadata.uid.replaceAll('-', '')}` }
      : {}),
    ready,
    started: life.phase.kind === 'running' && probed,
    restartCount: life.restartCount,
    state: stateOf(pod, container, life, now),
    lastState: life.lastState,
  };
}
