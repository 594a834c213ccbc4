import { clusterKinds, type KindTable } from '../kinds';
import { clusterSeeds, establishedStatus } from './clusterSeeds';
import { MemoryObjectStore } from './memoryObjectStore';
import type { ClusterStore } from './types';

export interface ObjectStoreOptions {
  kinds?: KindTable;
  now?: () => Date;
  /**
   * Revision before the first write; default: seconds of the epoch, so that a restarted
   * cluster is ahead of what its clients remember.
   */
  revision?: number;
  /** Changes kept for watches that resume; older revisions are Gone (410). Default 5000. */
  history?: number;
}

/** A new cluster: its first namespaces, and one definition per custom kind. */
export function createObjectStore(
  options: ObjectStoreOptions = {},
): ClusterStore {
  const { kinds = clusterKinds, now = () => new Date() } = options;
  const { history = 5000, revision = Math.floor(now().getTime() / 1000) } =
    options;
  const store = new MemoryObjectStore(kinds, now, { history, revision });
  const seeds = clusterSeeds(kinds);
  for (const namespace of seeds.namespaces) store.create(namespace);
  for (const { kind, object } of seeds.definitions) {
    const definition = store.create(object);
    const since = definition.metadata.creationTimestamp;
    store.updateStatus({
      ...definition,
      status: establishedStatus(kind, since),
    });
  }
  return store;
}
