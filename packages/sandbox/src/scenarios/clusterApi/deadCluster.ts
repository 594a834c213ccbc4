import type { ClusterServer } from '../../cluster';
import type { Scenario } from '../scenario';
import { clusterFault } from './clusterFault';

/** The load balancer still takes connections, and nobody behind it answers: worse than a refusal. */
export function deadCluster(cluster: ClusterServer): Scenario {
  return clusterFault({
    name: 'dead-cluster',
    title: `The API of ${cluster.name} takes connections and never answers`,
    cluster,
    faultOf: () => () => ({ hang: true }),
  });
}
