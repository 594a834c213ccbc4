import {
  environmentNamespace,
  formatEnvironmentRef,
  type EnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import type { ClusterStore } from '../kubernetes';
import type { Ailments } from '../world';
import type { Scenario } from './scenario';

const CLUSTER = { group: 'postgresql.cnpg.io', kind: 'Cluster' };
const POD = { group: '', kind: 'Pod' };

/**
 * The disks of a database server cannot keep up: its primary is lost, a replica takes over, and the instance that
 * comes back streams so far behind that its readiness probe fails.
 */
export function slowDatabase(
  stores: readonly ClusterStore[],
  ailments: Ailments,
  environment: EnvironmentRef,
): Scenario {
  const namespace = environmentNamespace(environment);
  const on = async () => {
    for (const store of stores) {
      for (const cluster of store.list(CLUSTER, { namespace })) {
        const primary = String(cluster.status?.currentPrimary);
        ailments.lagging.add(`${namespace}/${primary}`);
        store.delete(POD, namespace, primary);
      }
    }
  };
  return {
    name: 'slow-database',
    title: `The database of ${formatEnvironmentRef(
      environment,
    )} fails over and a replica lags behind`,
    on,
    async off() {
      ailments.lagging.clear();
    },
    resume: on,
  };
}
