import { PolicyAdmission } from '../admission';
import type { KindTable } from '../kinds';
import { matchesLabels } from '../selectors/labelSelector';
import { Deletion } from './deletion';
import { ObjectWriter } from './objectWriter';
import { fromStored } from './storedObject';
import type {
  ApplyOptions,
  ClusterStore,
  DeleteOptions,
  GroupKind,
  KubernetesObject,
  NewObject,
  StoredChange,
  StoredObject,
  StoreEvent,
  WriteOptions,
} from './types';
import { VersionedObjects } from './versionedObjects';

/** A cluster's objects in memory, under the rules of the API server. */
export class MemoryObjectStore implements ClusterStore {
  readonly #objects: VersionedObjects;
  readonly #deletion: Deletion;
  readonly #writer: ObjectWriter;
  readonly #admission: PolicyAdmission;

  constructor(
    readonly kinds: KindTable,
    now: () => Date,
    start: { revision: number; history: number },
  ) {
    this.#objects = new VersionedObjects(start.revision, start.history);
    this.#deletion = new Deletion(this.#objects, kinds, now);
    this.#admission = new PolicyAdmission(this.#objects, kinds);
    this.#writer = new ObjectWriter(
      this.#objects,
      this.#deletion,
      kinds,
      now,
      request => this.#admission.admit(request),
    );
  }

  revision(): number {
    return this.#objects.revision;
  }

  stored(groupKind: GroupKind, namespace: string | undefined, name: string) {
    return this.#objects.table.get(groupKind, namespace, name);
  }

  storedList(groupKind: GroupKind, namespace?: string): StoredObject[] {
    return this.#objects.table.list(groupKind, namespace);
  }

  changesSince(revision: number): StoredChange[] | undefined {
    return this.#objects.changesSince(revision);
  }

  onChange(listener: (change: StoredChange) => void): () => void {
    return this.#objects.log.listen(listener);
  }

  compact(): void {
    this.#objects.log.compact();
  }

  get(groupKind: GroupKind, namespace: string | undefined, name: string) {
    return this.#objects.get(groupKind, namespace, name);
  }

  list(
    groupKind: GroupKind,
    options: { namespace?: string; labels?: Record<string, string> } = {},
  ): KubernetesObject[] {
    return this.storedList(groupKind, options.namespace)
      .filter(stored => matchesLabels(stored.labels, options.labels ?? {}))
      .map(fromStored);
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    return this.onChange(({ type, groupKind, stored, previous }) =>
      listener({
        type,
        groupKind,
        object: fromStored(stored),
        ...(previous ? { previous: fromStored(previous) } : {}),
      }),
    );
  }

  create(object: NewObject, options?: WriteOptions): KubernetesObject {
    return this.#writer.create(object, options);
  }

  update(object: KubernetesObject, options?: WriteOptions): KubernetesObject {
    return this.#writer.replace(object, 'main', options);
  }

  updateStatus(
    object: KubernetesObject,
    options?: WriteOptions,
  ): KubernetesObject {
    return this.#writer.replace(object, 'status', options);
  }

  apply(
    object: NewObject,
    fieldManager: string,
    options?: ApplyOptions,
  ): KubernetesObject {
    return this.#writer.apply(object, fieldManager, options);
  }

  delete(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions = {},
  ): KubernetesObject | undefined {
    const object = this.get(groupKind, namespace, name);
    if (object) {
      const kind = this.kinds.get(groupKind.group, groupKind.kind);
      const { user } = options;
      this.#admission
        .admit({ kind, operation: 'DELETE', object, user })
        .forEach(message => options.warn?.(message));
    }
    return this.#deletion.delete(groupKind, namespace, name, options);
  }
}
