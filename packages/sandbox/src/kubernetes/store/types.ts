import type { KindTable } from '../kinds';

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
  apiVersion: string;
  kind: string;
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

/** Who asks, as the API server knows them. */
export interface Requester {
  user: string;
  groups: readonly string[];
}

/** What admission needs to know of a write, and what it has to say. */
interface Admitted {
  user?: Requester;
  /** Called with everything that the client is to be warned of. */
  warn?(message: string): void;
}

export interface WriteOptions extends Admitted {
  /** Do everything but keep the result. */
  dryRun?: boolean;
  /** A write to this subresource: rules for the resource itself do not match it. */
  subresource?: 'scale' | 'binding';
  /** Who owns the fields this write changes; without it ownership is not recorded. */
  fieldManager?: string;
}

export interface ApplyOptions extends Admitted {
  dryRun?: boolean;
  /** Default true. False fails with Conflict (409) on fields that others own. */
  force?: boolean;
  /** Apply to the status subresource: all but status is ignored. */
  status?: boolean;
}

export interface DeleteOptions extends Admitted {
  dryRun?: boolean;
  /** `Orphan` leaves the dependents behind; default `Background`. */
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  /** Fails with Conflict (409) when the stored object differs. */
  preconditions?: { uid?: string; resourceVersion?: string };
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
  create(object: NewObject, options?: WriteOptions): KubernetesObject;
  /**
   * Replaces all but status (and status too for a kind without a status subresource).
   * A differing resourceVersion is Conflict (409); a no-op does not bump it.
   */
  update(object: KubernetesObject, options?: WriteOptions): KubernetesObject;
  /** Replaces status only. */
  updateStatus(
    object: KubernetesObject,
    options?: WriteOptions,
  ): KubernetesObject;
  /** Creates or merges as `kubectl apply --server-side --force` does for the given manager. */
  apply(
    object: NewObject,
    fieldManager: string,
    options?: ApplyOptions,
  ): KubernetesObject;
  /** Honours finalizers; cascades to dependents by ownerReferences in the background. */
  delete(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
    options?: DeleteOptions,
  ): KubernetesObject | undefined;
  /** Called after every write, in order. Returns the unsubscribe function. */
  subscribe(listener: (event: StoreEvent) => void): () => void;
}

/** One version of an object: the text is made once and shared by every list and watch. */
export interface StoredObject {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly uid: string;
  readonly revision: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly ownerUids: readonly string[];
  readonly json: string;
}

export interface StoredChange {
  readonly type: WatchEventType;
  readonly groupKind: GroupKind;
  readonly stored: StoredObject;
  readonly previous?: StoredObject;
}

/** What the HTTP API needs of the store besides what controllers need. */
export interface ClusterStore extends ObjectStore {
  /** The kinds this cluster serves. */
  readonly kinds: KindTable;
  /** Revision of the last write. */
  revision(): number;
  stored(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined;
  /** In key order, as etcd lists. */
  storedList(groupKind: GroupKind, namespace?: string): StoredObject[];
  /** The changes after a revision, or undefined when they were compacted away. */
  changesSince(revision: number): StoredChange[] | undefined;
  /** Like subscribe, but with stored texts instead of parsed copies. */
  onChange(listener: (change: StoredChange) => void): () => void;
  /** Forgets all history: watches from an older revision get Gone (410). */
  compact(): void;
}
