import type { Fault } from '../../kubernetes';
import type { ClusterServer } from '../../cluster';
import type { Scenario } from '../scenario';
import { clusterFault } from './clusterFault';

/** So small that most kinds take more than one. */
const PAGE_SIZE = 10;

/** What becomes of the pages after a first one, in turn. */
const TURNS: readonly Fault[] = [
  {},
  { status: { code: 410, reason: 'Expired' } },
  { truncateAfter: 1500 },
];

/** Long lists come in small pages whose token has expired, or break off in the middle of an object. */
export function halfPages(cluster: ClusterServer): Scenario {
  return clusterFault({
    name: 'half-pages',
    title: `Lists of ${cluster.name} end early: tokens of further pages expire, answers break off`,
    cluster,
    faultOf: () => {
      let pages = 0;
      return request => {
        if (!cluster.isOfPortal(request)) return undefined;
        if (!request.query.has('continue')) return { pageSize: PAGE_SIZE };
        pages += 1;
        return { pageSize: PAGE_SIZE, ...TURNS[pages % TURNS.length] };
      };
    },
  });
}
