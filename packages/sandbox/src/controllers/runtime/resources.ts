import { isDeepStrictEqual } from 'node:util';
import {
  readStored,
  type ClusterStore,
  type GroupKind,
  type KubernetesObject,
  type NewObject,
  type OwnerReference,
  type WriteOptions,
} from '../../kubernetes';

/**
 * The objects of one kind, as the controller of that kind reads and writes them. What a
 * client stored may lack any field, so shapes mark as optional what nothing fills in.
 */
export class Resources<T extends KubernetesObject> {
  constructor(
    private readonly store: ClusterStore,
    readonly groupKind: GroupKind,
  ) {}

  get(namespace: string | undefined, name: string): T | undefined {
    return this.store.get(this.groupKind, namespace, name) as T | undefined;
  }

  exists(namespace: string | undefined, name: string): boolean {
    return this.store.stored(this.groupKind, namespace, name) !== undefined;
  }

  list(namespace?: string, labels?: Record<string, string>): T[] {
    return this.store.list(this.groupKind, { namespace, labels }) as T[];
  }

  /** Only to read, which costs nothing: for what counts all pods again with each of them. */
  look(namespace?: string): T[] {
    return this.store
      .storedList(this.groupKind, namespace)
      .map(stored => readStored(stored) as T);
  }

  /** Those of the owner's namespace that name it as an owner. */
  ownedBy(owner: KubernetesObject): T[] {
    const { uid, namespace } = owner.metadata;
    return this.store
      .storedList(this.groupKind, namespace)
      .filter(stored => stored.ownerUids.includes(uid))
      .map(stored => JSON.parse(stored.json) as T);
  }

  create(object: NewObject): T {
    return this.store.create(object) as T;
  }

  update(object: T, options?: Pick<WriteOptions, 'subresource'>): T {
    return this.store.update(object, options) as T;
  }

  /** Writes the status unless it is as it was; ignores the resourceVersion read before. The answer is only to read. */
  setStatus(object: T, status: T['status']): T {
    const { namespace, name } = object.metadata;
    const stored = this.store.stored(this.groupKind, namespace, name);
    // Most looks have no news: those must cost next to nothing.
    if (stored && isDeepStrictEqual(readStored(stored).status, status)) {
      return readStored(stored) as T;
    }
    return this.store.updateStatus({
      ...object,
      metadata: { ...object.metadata, resourceVersion: '' },
      status,
    }) as T;
  }

  delete(namespace: string | undefined, name: string): void {
    this.store.delete(this.groupKind, namespace, name);
  }
}

/** The reference by which an owner's controller claims an object. */
export function controlledBy(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
