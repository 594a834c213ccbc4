import { conditionOf, type Pod } from '../../runtime';
import type { CronJob, Deployment, Job, ReplicaSet } from '../../workloads';
import type { Health } from '../shapes';

/** Source of the rules: Argo CD, gitops-engine/pkg/health. */
export function deploymentHealth({
  metadata,
  spec,
  status = {},
}: Deployment): Health {
  if (spec.paused) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  const waiting = (message: string): Health => ({
    status: 'Progressing',
    message: `Waiting for rollout to finish: ${message}`,
  });
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return waiting(
      'observed deployment generation less than desired generation',
    );
  }
  const progressing = conditionOf(status.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return {
      status: 'Degraded',
      message: `Deployment "${metadata.name}" exceeded its progress deadline`,
    };
  }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas < spec.replicas) {
    return waiting(
      `${updatedReplicas} out of ${spec.replicas} new replicas have been updated...`,
    );
  }
  if (replicas > updatedReplicas) {
    return waiting(
      `${replicas - updatedReplicas} old replicas are pending termination...`,
    );
  }
  if (availableReplicas < updatedReplicas) {
    return waiting(
      `${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    );
  }
  return { status: 'Healthy' };
}

export function replicaSetHealth({ spec, status = {} }: ReplicaSet): Health {
  const failure = conditionOf(status.conditions, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return { status: 'Degraded', message: failure.message };
  }
  return (status.availableReplicas ?? 0) < spec.replicas
    ? { status: 'Progressing' }
    : { status: 'Healthy' };
}

export function jobHealth({ spec, status = {} }: Job): Health {
  const failed = conditionOf(status.conditions, 'Failed');
  if (failed?.status === 'True') {
    return { status: 'Degraded', message: failed.message };
  }
  if (conditionOf(status.conditions, 'Complete')?.status === 'True') {
    return {
      status: 'Healthy',
      message: 'Reached expected number of succeeded pods',
    };
  }
  return spec.suspend ? { status: 'Suspended' } : { status: 'Progressing' };
}

export function cronJobHealth({ spec }: CronJob): Health {
  return spec.suspend ? { status: 'Suspended' } : { status: 'Healthy' };
}

export function podHealth({ status = {} }: Pod): Health {
  const stuck = (status.containerStatuses ?? [])
    .map(({ state }) => state.waiting)
    .find(waiting => /^Err|BackOff$|Error$/.test(waiting?.reason ?? ''));
  if (stuck) return { status: 'Degraded', message: stuck.message };
  switch (status.phase) {
    case 'Succeeded':
      return { status: 'Healthy' };
    case 'Failed':
      return { status: 'Degraded' };
    case 'Running':
      return conditionOf(status.conditions, 'Ready')?.status === 'True'
        ? { status: 'Healthy' }
        : { status: 'Progressing' };
    default:
      return { status: 'Progressing' };
  }
}
