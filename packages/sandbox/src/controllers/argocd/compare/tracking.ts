import type {
  ClusterStore,
  GroupKind,
  StoredChange,
} from '../../../kubernetes';

export const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';
const TRACKING = /"argocd\.argoproj\.io\/tracking-id":"([^":]+):([^"]+)"/;

/** Names one object of a cluster. */
export interface ResourceKey extends GroupKind {
  namespace: string | undefined;
  name: string;
}

/** `apps/Deployment:odoo-x/web`, the second half of a tracking id. */
export function resourceId(key: ResourceKey): string {
  return `${key.group}/${key.kind}:${key.namespace ?? ''}/${key.name}`;
}

export function trackingId(application: string, key: ResourceKey): string {
  return `${application}:${resourceId(key)}`;
}

/** Which objects belong to which Application, by their tracking annotation. */
export class TrackedObjects {
  readonly #byApplication = new Map<string, Map<string, ResourceKey>>();

  constructor(store: ClusterStore) {
    store.onChange(change => this.#observe(change));
  }

  of(application: string): ReadonlyMap<string, ResourceKey> {
    return this.#byApplication.get(application) ?? new Map();
  }

  #observe(change: StoredChange): void {
    const owner = trackedBy(change);
    const before =
      change.previous && trackedBy({ ...change, stored: change.previous });
    const key = keyOf(change);
    const id = resourceId(key);
    if (before && before !== owner) this.#byApplication.get(before)?.delete(id);
    if (!owner) return;
    const objects = this.#byApplication.get(owner) ?? new Map();
    this.#byApplication.set(owner, objects);
    if (change.type === 'DELETED') objects.delete(id);
    else objects.set(id, key);
  }
}

function keyOf({ groupKind, stored }: StoredChange): ResourceKey {
  const { namespace, name } = stored;
  return { ...groupKind, namespace, name };
}

/**
 * The Application that tracks an object. An id that names another object was copied along
 * with other annotations and says nothing.
 */
export function trackedBy(change: StoredChange): string | undefined {
  const match = TRACKING.exec(change.stored.json);
  return match && match[2] === resourceId(keyOf(change)) ? match[1] : undefined;
}
