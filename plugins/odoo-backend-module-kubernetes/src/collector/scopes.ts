import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { CollectionScope } from '@plumbline/plugin-odoo-node';
import { whyNotCollectable } from '../bridge';

/** A cluster's name with everything but letters, digits and hyphens escaped, so that two names never share a slug. */
export function scopeSlug(name: string): string {
  return name.replace(
    /[^A-Za-z0-9-]/g,
    character => `_${character.codePointAt(0)?.toString(16)}_`,
  );
}

function scope(name: string, title: string): CollectionScope {
  return {
    slug: scopeSlug(name),
    title,
    covers: ({ expectation }) => expectation.cluster === name,
  };
}

/** One scope for each cluster, those included that cannot be collected from, with the reason. */
export function clusterScopes(
  clusters: readonly ClusterDetails[],
  platformClusters: readonly string[],
): CollectionScope[] {
  // The Kubernetes plugin only warns of a name that is configured twice; the first one counts.
  const byName = new Map<string, ClusterDetails>();
  for (const cluster of clusters) {
    if (!byName.has(cluster.name)) byName.set(cluster.name, cluster);
  }
  const known = [...byName.values()].map(cluster => ({
    ...scope(cluster.name, cluster.title ?? cluster.name),
    notAvailable: whyNotCollectable(cluster),
  }));
  const unknown = platformClusters
    .filter(name => !byName.has(name))
    .map(name => ({
      ...scope(name, name),
      notAvailable:
        'The platform plans with this cluster and the `kubernetes` configuration does not know it',
    }));
  return [...known, ...unknown];
}

/** Stands for all clusters as long as the Kubernetes plugin has not handed them over. */
export function unavailableScope(reason: string): CollectionScope {
  return {
    slug: 'clusters',
    title: 'Kubernetes clusters',
    notAvailable: reason,
    covers: () => true,
  };
}
