import type { Fault } from '../../kubernetes';
import type { ClusterServer } from '../../cluster';
import type { Scenario } from '../scenario';
import { clusterFault } from './clusterFault';

const tooMany = (headers: Record<string, string>): Fault => ({
  status: { code: 429, reason: 'TooManyRequests', headers },
});

/** With the advice to wait a second, without any, and then the answer. */
const TURNS: readonly (Fault | undefined)[] = [
  tooMany({ 'retry-after': '1' }),
  tooMany({}),
  undefined,
];

/** Two of three requests for the same path are refused. */
export function throttledCluster(cluster: ClusterServer): Scenario {
  return clusterFault({
    name: 'throttled-cluster',
    title: `${cluster.name} refuses two of three requests of the portal with 429, with and without Retry-After`,
    cluster,
    faultOf: () => {
      const asked = new Map<string, number>();
      return request => {
        if (!cluster.isOfPortal(request)) return undefined;
        const count = asked.get(request.path) ?? 0;
        asked.set(request.path, count + 1);
        return TURNS[count % TURNS.length];
      };
    },
  });
}
