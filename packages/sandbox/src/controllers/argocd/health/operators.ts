import type { KubernetesObject } from '../../../kubernetes';
import { conditionOf, type Condition } from '../../runtime';
import type { Health } from '../shapes';

type Conditioned = { conditions?: Condition[]; phase?: string };

const statusOf = ({ status }: KubernetesObject): Conditioned => status ?? {};

/** Source of the rules: Argo CD, resource_customizations of each kind. */
export function certificateHealth(object: KubernetesObject): Health {
  const { conditions } = statusOf(object);
  const ready = conditionOf(conditions, 'Ready');
  if (conditionOf(conditions, 'Issuing')?.status === 'True') {
    return {
      status: 'Progressing',
      message: conditionOf(conditions, 'Issuing')?.message,
    };
  }
  if (ready?.status === 'True') {
    return { status: 'Healthy', message: ready.message };
  }
  return ready
    ? { status: 'Degraded', message: ready.message }
    : { status: 'Progressing', message: 'Waiting for certificate' };
}

export function externalSecretHealth(object: KubernetesObject): Health {
  const ready = conditionOf(statusOf(object).conditions, 'Ready');
  if (ready?.status === 'True') {
    return { status: 'Healthy', message: ready.message };
  }
  return ready
    ? { status: 'Degraded', message: ready.message }
    : { status: 'Progressing', message: 'Waiting for ExternalSecret' };
}

export function scaledObjectHealth(object: KubernetesObject): Health {
  const { conditions } = statusOf(object);
  if (conditionOf(conditions, 'Paused')?.status === 'True') {
    return { status: 'Suspended', message: 'ScaledObject is paused' };
  }
  const ready = conditionOf(conditions, 'Ready');
  if (!ready) {
    return {
      status: 'Progressing',
      message: 'Creating HorizontalPodAutoscaler Object',
    };
  }
  return ready.status === 'True'
    ? { status: 'Healthy', message: ready.message }
    : { status: 'Degraded', message: ready.message };
}

const CLUSTER_PROGRESS = new Set([
  'Setting up primary',
  'Creating a new replica',
  'Waiting for the instances to become active',
  'Upgrading cluster',
  'Failing over',
]);

export function databaseClusterHealth(object: KubernetesObject): Health {
  const { phase, conditions } = statusOf(object);
  const hibernation = conditionOf(conditions, 'cnpg.io/hibernation');
  if (hibernation?.status === 'True') {
    return { status: 'Suspended', message: hibernation.message };
  }
  if (phase === 'Cluster in healthy state') {
    return { status: 'Healthy', message: phase };
  }
  return !phase || CLUSTER_PROGRESS.has(phase)
    ? { status: 'Progressing', message: phase ?? 'Waiting for Cluster' }
    : { status: 'Degraded', message: phase };
}

/** Kinds that are healthy when their condition Ready is true. */
export function readyHealth(object: KubernetesObject): Health {
  const ready = conditionOf(statusOf(object).conditions, 'Ready');
  if (!ready) return { status: 'Progressing' };
  return ready.status === 'True'
    ? { status: 'Healthy', message: ready.message }
    : { status: 'Degraded', message: ready.message };
}
