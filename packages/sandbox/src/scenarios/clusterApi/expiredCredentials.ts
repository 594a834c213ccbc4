import type { ClusterServer } from '../../cluster';
import type { Scenario } from '../scenario';
import { clusterFault } from './clusterFault';

/** The portal's token has expired; that of the operator works. */
export function expiredCredentials(cluster: ClusterServer): Scenario {
  return clusterFault({
    name: 'expired-credentials',
    title: `${cluster.name} no longer accepts the portal's token`,
    cluster,
    faultOf: () => request =>
      cluster.isOfPortal(request)
        ? { status: { code: 401, reason: 'Unauthorized' } }
        : undefined,
  });
}
