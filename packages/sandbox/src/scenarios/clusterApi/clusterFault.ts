import type { ClusterServer, FaultOf } from '../../cluster';
import type { Scenario } from '../scenario';

interface ClusterFault {
  name: string;
  title: string;
  cluster: ClusterServer;
  /** Made anew each time the scenario is switched on. */
  faultOf: () => FaultOf;
}

/** What goes wrong between a cluster's API and those who ask it; the cluster itself lives on. */
export function clusterFault(options: ClusterFault): Scenario {
  const { name, title, cluster, faultOf } = options;
  const on = async () => cluster.infect(name, faultOf());
  return {
    name,
    title,
    on,
    off: async () => cluster.heal(name),
    resume: on,
  };
}
