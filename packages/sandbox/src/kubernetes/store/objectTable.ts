import type { GroupKind, StoredObject } from './types';

interface Bucket {
  byKey: Map<string, StoredObject>;
  /** In key order; dropped when an object comes or goes. */
  sorted?: StoredObject[];
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** Where an object is, by kind and key. */
export interface Located {
  groupKind: GroupKind;
  stored: StoredObject;
}

/** The current version of every object, with the indexes garbage collection needs. */
export class ObjectTable {
  readonly #buckets = new Map<string, Bucket>();
  readonly #dependents = new Map<string, Map<string, Located>>();

  #bucket(groupKind: GroupKind): Bucket {
    const id = `${groupKind.group}/${groupKind.kind}`;
    let bucket = this.#buckets.get(id);
    if (!bucket) {
      bucket = { byKey: new Map() };
      this.#buckets.set(id, bucket);
    }
    return bucket;
  }

  get(groupKind: GroupKind, namespace: string | undefined, name: string) {
    return this.#bucket(groupKind).byKey.get(keyOf(namespace, name));
  }

  list(groupKind: GroupKind, namespace?: string): StoredObject[] {
    const bucket = this.#bucket(groupKind);
    bucket.sorted ??= [...bucket.byKey.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, stored]) => stored);
    return namespace === undefined
      ? bucket.sorted
      : bucket.sorted.filter(stored => stored.namespace === namespace);
  }

  put(groupKind: GroupKind, stored: StoredObject): void {
    const bucket = this.#bucket(groupKind);
    const key = keyOf(stored.namespace, stored.name);
    const previous = bucket.byKey.get(key);
    if (previous) this.#unlink(previous);
    bucket.byKey.set(key, stored);
    bucket.sorted = undefined;
    for (const owner of stored.ownerUids) {
      const dependents = this.#dependents.get(owner) ?? new Map();
      dependents.set(stored.uid, { groupKind, stored });
      this.#dependents.set(owner, dependents);
    }
  }

  remove(groupKind: GroupKind, stored: StoredObject): void {
    const bucket = this.#bucket(groupKind);
    bucket.byKey.delete(keyOf(stored.namespace, stored.name));
    bucket.sorted = undefined;
    this.#unlink(stored);
  }

  #unlink(stored: StoredObject): void {
    for (const owner of stored.ownerUids) {
      const dependents = this.#dependents.get(owner);
      dependents?.delete(stored.uid);
      if (dependents?.size === 0) this.#dependents.delete(owner);
    }
  }

  dependentsOf(uid: string): Located[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }
}
