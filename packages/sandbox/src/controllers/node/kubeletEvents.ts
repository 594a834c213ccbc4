import type { Container, EventRecorder, Pod } from '../runtime';
import type { Step } from './containerLife';
import { notFoundText } from './containerStatus';

/** Tells about a step in a container's life as kubelet does. */
export function recordStep(
  events: EventRecorder,
  pod: Pod,
  container: Container,
  step: Step,
): void {
  const { name, image } = container;
  const { name: podName, namespace, uid } = pod.metadata;
  const normal = (reason: string, message: string) =>
    events.record(pod, {
      type: 'Normal',
      reason,
      message,
      component: 'kubelet',
    });
  const warning = (reason: string, message: string) =>
    events.record(pod, {
      type: 'Warning',
      reason,
      message,
      component: 'kubelet',
    });
  switch (step) {
    case 'Pulling':
      normal('Pulling', `Pulling image "${image}"`);
      break;
    case 'Pulled':
      normal('Pulled', `Successfully pulled image "${image}"`);
      break;
    case 'Failed':
      warning(
        'Failed',
        `Failed to pull image "${image}": ${notFoundText(image)}`,
      );
      warning('Failed', 'Error: ErrImagePull');
      break;
    case 'BackOffPull':
      normal('BackOff', `Back-off pulling image "${image}"`);
      break;
    case 'Started':
      normal('Created', `Created container: ${name}`);
      normal('Started', `Started container ${name}`);
      break;
    case 'OOMKilling':
      warning(
        'OOMKilling',
        `Memory cgroup out of memory: Killed process (odoo) of container ${name}`,
      );
      break;
    default:
      warning(
        'BackOff',
        `Back-off restarting failed container ${name} in pod ${podName}_${namespace}(${uid})`,
      );
  }
}
