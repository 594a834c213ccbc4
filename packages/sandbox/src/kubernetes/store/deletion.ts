import type { KindTable, ResourceKind } from '../kinds';
import { dependentFates } from './garbageCollection';
import { checkPreconditions, timestamp } from './prepare';
import { fromStored } from './storedObject';
import type {
  DeleteOptions,
  GroupKind,
  KubernetesObject,
  StoredObject,
} from './types';
import type { VersionedObjects } from './versionedObjects';

const NAMESPACE: GroupKind = { group: '', kind: 'Namespace' };

function isNamespace(kind: ResourceKind): boolean {
  return kind.group === NAMESPACE.group && kind.kind === NAMESPACE.kind;
}

/** How objects end: at once, after their finalizers, or with their owner or namespace. */
export class Deletion {
  constructor(
    private readonly objects: VersionedObjects,
    private readonly kinds: KindTable,
    private readonly now: () => Date,
  ) {}

  delete(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions = {},
  ): KubernetesObject | undefined {
    const stored = this.objects.table.get(groupKind, namespace, name);
    if (!stored) return undefined;
    const object = fromStored(stored);
    const kind = this.kinds.get(groupKind.group, groupKind.kind);
    checkPreconditions(kind, object, options.preconditions ?? {});
    if (options.dryRun) return object;
    if (!isNamespace(kind) && !object.metadata.finalizers?.length) {
      return this.remove(kind, stored, options.propagationPolicy === 'Orphan');
    }
    if (object.metadata.deletionTimestamp) return object;
    object.metadata.deletionTimestamp = timestamp(this.now());
    if (isNamespace(kind)) {
      object.status = { ...object.status, phase: 'Terminating' };
    }
    const terminating = this.objects.commit('MODIFIED', kind, object, stored);
    if (isNamespace(kind)) this.#emptyNamespace(name);
    return terminating;
  }

  /** True when an update has taken away the last thing a deleted object waited for. */
  isReleased(kind: ResourceKind, object: KubernetesObject): boolean {
    const { deletionTimestamp, finalizers } = object.metadata;
    return (
      deletionTimestamp !== undefined &&
      !finalizers?.length &&
      !isNamespace(kind)
    );
  }

  /** Takes an object away whatever its finalizers, and collects its dependents. */
  remove(
    kind: ResourceKind,
    stored: StoredObject,
    orphan = false,
  ): KubernetesObject {
    const { objects, kinds } = this;
    const removed = objects.commit('DELETED', kind, fromStored(stored), stored);
    for (const fate of dependentFates(objects.table, kinds, stored, orphan)) {
      const { groupKind, stored: dependent } = fate.dependent;
      if (fate.action === 'delete') {
        this.delete(groupKind, dependent.namespace, dependent.name);
      } else {
        const of = kinds.get(groupKind.group, groupKind.kind);
        objects.commit('MODIFIED', of, fate.object, dependent);
      }
    }
    if (stored.namespace) this.#finishNamespace(stored.namespace);
    return removed;
  }

  #contents(namespace: string) {
    return this.kinds.kinds
      .filter(kind => kind.namespaced)
      .flatMap(kind =>
        this.objects.table
          .list(kind, namespace)
          .map(stored => ({ kind, stored })),
      );
  }

  #emptyNamespace(namespace: string): void {
    for (const { kind, stored } of this.#contents(namespace)) {
      this.delete(kind, namespace, stored.name);
    }
    this.#finishNamespace(namespace);
  }

  /** A terminating namespace goes with the last object in it. */
  #finishNamespace(name: string): void {
    const stored = this.objects.table.get(NAMESPACE, undefined, name);
    if (!stored || !fromStored(stored).metadata.deletionTimestamp) return;
    if (this.#contents(name).length > 0) return;
    const kind = this.kinds.get(NAMESPACE.group, NAMESPACE.kind);
    this.objects.commit('DELETED', kind, fromStored(stored), stored);
  }
}
