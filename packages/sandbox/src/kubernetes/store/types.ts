/** What every Kubernetes object has; everything else is the business of its kind. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: unknown[];
  generateName?: string;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** An object as a client writes it: the server fills in the rest. */
export type NewObject = Omit<KubernetesObject, 'metadata'> & {
  metadata: Partial<ObjectMeta> & ({ name: string } | { generateName: string });
};

/** Group and kind: `{ group: 'apps', kind: 'Deployment' }`; the core group is ''. */
export interface GroupKind {
  group: string;
  kind: string;
}

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface StoreEvent {
  type: WatchEventType;
  groupKind: GroupKind;
  object: KubernetesObject;
  /** The state before, absent for ADDED: selectors that stop matching become DELETED. */
  previous?: KubernetesObject;
}

/**
 * The objects of one cluster, as etcd and the API server's registry together keep them.
 * Controllers use it in process; the HTTP API is a thin layer over it. Every object handed
 * out is a copy that the caller may change.
 */
export interface ObjectStore {
  get(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  list(
    groupKind: GroupKind,
    options?: { namespace?: string; labels?: Record<string, string> },
  ): KubernetesObject[];
  /** Fails with AlreadyExists (409), Invalid (422), or NotFound (404) when the namespace is missing. */
  create(object: NewObject): KubernetesObject;
  /** Replaces all but status. A differing resourceVersion is Conflict (409); a no-op does not bump it. */
  update(object: KubernetesObject): KubernetesObject;
  /** Replaces status only. */
  updateStatus(object: KubernetesObject): KubernetesObject;
  /** Creates or merges as `kubectl apply --server-side --force` does for the given manager. */
  apply(object: NewObject, fieldManager: string): KubernetesObject;
  /** Honours finalizers; cascades to dependents by ownerReferences in the background. */
  delete(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  /** Called after every write, in order. Returns the unsubscribe function. */
  subscribe(listener: (event: StoreEvent) => void): () => void;
}
