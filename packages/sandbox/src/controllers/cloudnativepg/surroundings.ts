import { randomBytes } from 'node:crypto';
import { groupOf, type ClusterStore, type NewObject } from '../../kubernetes';
import { controlledBy } from '../runtime';
import { instanceService } from './instances';
import type { DatabaseCluster } from './shapes';

/** What a cluster has besides its instances: services, and a login when none is given. */
export function surroundingsOf(cluster: DatabaseCluster): NewObject[] {
  const suffixes = ['rw', 'ro', 'r'] as const;
  return [
    ...suffixes.map(suffix => instanceService(cluster, suffix)),
    ...loginOf(cluster),
  ];
}

function loginOf(cluster: DatabaseCluster): NewObject[] {
  const { name, namespace } = cluster.metadata;
  const { initdb } = cluster.spec.bootstrap ?? {};
  if (initdb?.secret) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/basic-auth',
      metadata: {
        name: `${name}-app`,
        namespace,
        labels: { 'cnpg.io/cluster': name },
        ownerReferences: [controlledBy(cluster)],
      },
      stringData: {
        dbname: initdb?.database ?? 'app',
        host: `${name}-rw`,
        port: '5432',
        username: initdb?.owner ?? 'app',
        password: randomBytes(24).toString('base64url'),
      },
    },
  ];
}

/** Creates what is not there yet; what is there stays as it is. */
export function ensureAll(
  store: ClusterStore,
  objects: readonly NewObject[],
): void {
  for (const object of objects) {
    const kind = { group: groupOf(object.apiVersion), kind: object.kind };
    const { namespace, name = '' } = object.metadata;
    if (!store.stored(kind, namespace, name)) store.create(object);
  }
}
