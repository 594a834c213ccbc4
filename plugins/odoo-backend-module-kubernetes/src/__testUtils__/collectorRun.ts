import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { Environment, ProbeId } from '@plumbline/plugin-odoo-common';
import { Collection } from '@plumbline/plugin-odoo-node';
import { ClusterAccessSlot } from '../bridge';
import { KubernetesCollector } from '../collector';
import { KubernetesCollectorConfig } from '../config/readConfig';
import { FakeCluster, Fault } from './FakeCluster';
import { NOW } from './environment';

export function clusterDetails(
  cluster: FakeCluster,
  more: Partial<ClusterDetails> = {},
): ClusterDetails {
  return {
    name: 'north-1',
    url: cluster.url,
    caData: cluster.caData,
    authMetadata: {
      'kubernetes.io/auth-provider': 'serviceAccount',
      serviceAccountToken: cluster.token,
    },
    ...more,
  };
}

/** A collector over these clusters, as the bridge would set it up. */
export function collectorOver(
  clusters: ClusterDetails[],
  {
    gzip = false,
    timeoutSeconds = 60,
    token = 'secret-token',
    alerts,
  }: Partial<KubernetesCollectorConfig> & { token?: string } = {},
): KubernetesCollector {
  const slot = new ClusterAccessSlot();
  slot.publish({
    clusters: async () => clusters,
    credential: async () => ({ type: 'bearer token', token }),
  });
  return new KubernetesCollector({
    slot,
    config: {
      frequencySeconds: 60,
      timeoutSeconds,
      gzip,
      clusters: [],
      support: new Map([['1.32', Date.parse('2026-12-01')]]),
      alerts,
    },
  });
}

/** One run over the first cluster. */
export async function runOnce(
  collector: KubernetesCollector,
  environments: Environment[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Collection> {
  const [scope] = await collector.scopes();
  return collector.collect(scope, { environments, now: NOW, signal });
}

export function observed({ observations }: Collection, id: ProbeId) {
  return observations.find(({ probe }) => probe === id);
}

/** Answers the first calls of one list itself, and then no more. */
export function faultOnList(
  plural: string,
  times: number,
  answer: Fault,
): Fault {
  let left = times;
  return (call, response) => {
    if (!call.path.endsWith(`/${plural}`) || left === 0) return false;
    left -= 1;
    return answer(call, response);
  };
}
