import type { ClusterStore, KubernetesObject } from '../../kubernetes';
import {
  formatBytes,
  formatCores,
  isActive,
  KINDS,
  parseQuantity,
  Resources,
  type Container,
  type Pod,
  type PodSpec,
} from '../runtime';

export interface ResourceQuota extends KubernetesObject {
  spec: { hard?: Record<string, string> };
  status?: { hard?: Record<string, string>; used?: Record<string, string> };
}

interface Service extends KubernetesObject {
  spec: { type?: string };
}

/** Resources of a quota that pods use, as amounts in cores, bytes and pods. */
type Amounts = Record<string, number>;

function containerAmount(
  container: Container,
  list: 'requests' | 'limits',
  resource: string,
): number {
  const { requests, limits } = container.resources ?? {};
  // A request that is not given is as large as the limit.
  const given =
    list === 'limits'
      ? limits?.[resource]
      : requests?.[resource] ?? limits?.[resource];
  return parseQuantity(given);
}

function amountsOf(spec: PodSpec): Amounts {
  const sum = (list: 'requests' | 'limits', resource: string) => {
    const of = (container: Container) =>
      containerAmount(container, list, resource);
    const running = spec.containers.reduce((all, each) => all + of(each), 0);
    return Math.max(running, ...(spec.initContainers ?? []).map(of));
  };
  const requested = {
    cpu: sum('requests', 'cpu'),
    memory: sum('requests', 'memory'),
  };
  return {
    pods: 1,
    'count/pods': 1,
    ...requested,
    'requests.cpu': requested.cpu,
    'requests.memory': requested.memory,
    'limits.cpu': sum('limits', 'cpu'),
    'limits.memory': sum('limits', 'memory'),
  };
}

function format(resource: string, amount: number): string {
  if (resource.endsWith('cpu')) return formatCores(amount);
  return resource.endsWith('memory') || resource.endsWith('storage')
    ? formatBytes(amount)
    : String(amount);
}

/** Counts what a namespace uses; reads its pods and services once. */
function usageOf(
  store: ClusterStore,
  namespace: string,
): (resource: string) => number {
  const pods = new Resources<Pod>(store, KINDS.pod)
    .look(namespace)
    .filter(isActive)
    .map(({ spec }) => amountsOf(spec));
  const types = new Resources<Service>(store, KINDS.service)
    .look(namespace)
    .map(({ spec }) => spec.type);
  const counted: Amounts = {
    persistentvolumeclaims: store.storedList(KINDS.volumeClaim, namespace)
      .length,
    services: types.length,
    'services.loadbalancers': types.filter(type => type === 'LoadBalancer')
      .length,
    'services.nodeports': types.filter(type => type === 'NodePort').length,
  };
  return resource =>
    counted[resource] ??
    pods.reduce((sum, amounts) => sum + (amounts[resource] ?? 0), 0);
}

/** What is used of everything a quota limits, written as Kubernetes does. */
export function quotaUsage(
  store: ClusterStore,
  quota: ResourceQuota,
): Record<string, string> {
  const used = usageOf(store, quota.metadata.namespace ?? '');
  return Object.fromEntries(
    Object.keys(quota.spec.hard ?? {}).map(resource => [
      resource,
      format(resource, used(resource)),
    ]),
  );
}

/** Why a pod does not fit the quotas of its namespace, in the words of the API server. */
export function quotaRefusal(
  store: ClusterStore,
  namespace: string,
  spec: PodSpec,
): string | undefined {
  const wanted = amountsOf(spec);
  const quotas = new Resources<ResourceQuota>(store, KINDS.resourceQuota);
  const used = usageOf(store, namespace);
  for (const quota of quotas.look(namespace)) {
    for (const [resource, hard] of Object.entries(quota.spec.hard ?? {})) {
      const more = wanted[resource];
      if (!more) continue;
      const already = used(resource);
      if (already + more > parseQuantity(hard) + 1e-9) {
        const amount = (value: number) =>
          `${resource}=${format(resource, value)}`;
        return `exceeded quota: ${quota.metadata.name}, requested: ${amount(
          more,
        )}, used: ${amount(already)}, limited: ${resource}=${hard}`;
      }
    }
  }
  return undefined;
}
