import type { ClusterStore } from '../../kubernetes';
import { syncOptionsOf, type ResourceKey } from './compare';
import type { Application } from './shapes';

/** Of Applications: their objects go with them. Of projects: they stay while an application refers to them. */
export const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/**
 * Deletes what a deleted Application tracked, except what says `Delete=false`, then lets the
 * Application go. Without Argo CD's finalizer nothing of this happens: objects stay.
 */
export function removeCascade(
  store: ClusterStore,
  application: Application,
  tracked: ReadonlyMap<string, ResourceKey>,
): void {
  const { finalizers = [] } = application.metadata;
  if (!finalizers.includes(FINALIZER)) return;
  for (const key of [...tracked.values()]) {
    const live = store.get(key, key.namespace, key.name);
    if (!live || syncOptionsOf(live).includes('Delete=false')) continue;
    store.delete(key, key.namespace, key.name);
  }
  store.update({
    ...application,
    metadata: {
      ...application.metadata,
      finalizers: finalizers.filter(finalizer => finalizer !== FINALIZER),
    },
  });
}
