import type { ClusterStore, KubernetesObject } from '../../kubernetes';
import { conditionOf, type Condition } from '../runtime';
import type { Deployment } from '../workloads';
import { nameOf, type InventoryKey } from './inventory';

export type Kstatus = 'Current' | 'InProgress' | 'Failed' | 'NotFound';

type Check = (object: KubernetesObject) => Kstatus;

const conditionsOf = ({ status }: KubernetesObject) =>
  status?.conditions as Condition[] | undefined;

const isTrue = (object: KubernetesObject, type: string) =>
  conditionOf(conditionsOf(object), type)?.status === 'True';

const deployment: Check = object => {
  const { spec, status = {} } = object as Deployment;
  const progressing = conditionOf(status.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return 'Failed';
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status;
  const all =
    updatedReplicas >= spec.replicas &&
    availableReplicas >= spec.replicas &&
    replicas <= spec.replicas;
  return all ? 'Current' : 'InProgress';
};

const job: Check = object => {
  if (isTrue(object, 'Failed')) return 'Failed';
  return isTrue(object, 'Complete') ? 'Current' : 'InProgress';
};

const CHECKS: Record<string, Check> = {
  Deployment: deployment,
  Job: job,
  PersistentVolumeClaim: ({ status }) =>
    status?.phase === 'Bound' ? 'Current' : 'InProgress',
};

/** How far an object is. Source: cli-utils, kstatus; fluxcd/pkg waits for Jobs to complete. */
function kstatusOf(object: KubernetesObject): Kstatus {
  const { metadata, status } = object;
  const observed = status?.observedGeneration;
  if (metadata.deletionTimestamp) return 'InProgress';
  if (observed !== undefined && observed !== metadata.generation) {
    return 'InProgress';
  }
  const check = CHECKS[object.kind];
  if (check) return check(object);
  if (isTrue(object, 'Stalled')) return 'Failed';
  if (isTrue(object, 'Reconciling')) return 'InProgress';
  const ready = conditionOf(conditionsOf(object), 'Ready');
  return !ready || ready.status === 'True' ? 'Current' : 'InProgress';
}

/** The objects that are not as they should be: `Deployment/odoo-x/web status: 'InProgress'`. */
export function unhealthy(
  store: ClusterStore,
  keys: readonly InventoryKey[],
): string[] {
  return keys.flatMap(key => {
    const live = store.get(key, key.namespace, key.name);
    const status = live ? kstatusOf(live) : 'NotFound';
    return status === 'Current' ? [] : [`${nameOf(key)} status: '${status}'`];
  });
}
