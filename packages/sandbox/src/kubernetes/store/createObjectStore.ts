import { isDeepStrictEqual } from 'node:util';
import { recordUpdate } from '../apply/managedFields';
import { serverSideApply } from '../apply/serverSideApply';
import {
  clusterKinds,
  groupOf,
  hasSubresource,
  type KindTable,
  type ResourceKind,
} from '../kinds';
import { matchesLabels } from '../selectors/labelSelector';
import {
  alreadyExists,
  badRequest,
  notFound,
  StatusError,
} from '../statusError';
import { ChangeLog } from './changeLog';
import { clusterSeeds, establishedStatus } from './clusterSeeds';
import { dependentFates } from './garbageCollection';
import { ObjectTable } from './objectTable';
import {
  checkPreconditions,
  prepareNew,
  prepareStatus,
  prepareUpdate,
  timestamp,
} from './prepare';
import { copyWithoutNulls, fromStored, toStored } from './storedObject';
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
  WatchEventType,
  WriteOptions,
} from './types';

export interface ObjectStoreOptions {
  kinds?: KindTable;
  now?: () => Date;
  /** Changes kept for watches that resume; older revisions are Gone (410). Default 5000. */
  history?: number;
}

const NAMESPACE: GroupKind = { group: '', kind: 'Namespace' };

/** An empty cluster: its first namespaces, and one definition per custom kind. */
export function createObjectStore(
  options: ObjectStoreOptions = {},
): ClusterStore {
  return MemoryObjectStore.create(options);
}

class MemoryObjectStore implements ClusterStore {
  readonly #table = new ObjectTable();
  readonly #log: ChangeLog;
  #revision: number;

  private constructor(
    readonly kinds: KindTable,
    private readonly now: () => Date,
    history: number,
  ) {
    // Seconds of the epoch: a restarted cluster is ahead of what its clients remember,
    // so they get Gone and list again instead of silently missing changes.
    this.#revision = Math.floor(now().getTime() / 1000);
    this.#log = new ChangeLog(this.#revision, history);
  }

  static create(options: ObjectStoreOptions): MemoryObjectStore {
    const { kinds = clusterKinds, now = () => new Date() } = options;
    const store = new MemoryObjectStore(kinds, now, options.history ?? 5000);
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

  revision(): number {
    return this.#revision;
  }

  stored(groupKind: GroupKind, namespace: string | undefined, name: string) {
    return this.#table.get(groupKind, namespace, name);
  }

  storedList(groupKind: GroupKind, namespace?: string): StoredObject[] {
    return this.#table.list(groupKind, namespace);
  }

  changesSince(revision: number): StoredChange[] | undefined {
    // A revision of the future is one of another life of this cluster.
    return revision > this.#revision ? undefined : this.#log.since(revision);
  }

  onChange(listener: (change: StoredChange) => void): () => void {
    return this.#log.listen(listener);
  }

  compact(): void {
    this.#log.compact();
  }

  get(groupKind: GroupKind, namespace: string | undefined, name: string) {
    const stored = this.stored(groupKind, namespace, name);
    return stored && fromStored(stored);
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

  create(object: NewObject, options: WriteOptions = {}): KubernetesObject {
    const input = copyWithoutNulls(object);
    const kind = this.#kindOf(input);
    this.#checkNamespace(kind, input.metadata.namespace);
    const created = prepareNew(kind, input, this.now());
    const { namespace, name } = created.metadata;
    if (this.stored(kind, namespace, name)) throw alreadyExists(kind, name);
    this.#recordManager(kind, undefined, created, options);
    return this.#commit('ADDED', kind, created, undefined, options.dryRun);
  }

  update(
    object: KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    return this.#replace(copyWithoutNulls(object), 'main', options);
  }

  updateStatus(
    object: KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    return this.#replace(copyWithoutNulls(object), 'status', options);
  }

  apply(
    object: NewObject,
    fieldManager: string,
    options: ApplyOptions = {},
  ): KubernetesObject {
    const { status: appliedStatus, ...applied } = copyWithoutNulls(object);
    const kind = this.#kindOf(object);
    const { namespace, name = '' } = object.metadata;
    const live = this.get(kind, namespace, name);
    if (!live && options.status) throw notFound(kind, name);
    const { apiVersion, metadata } = applied;
    const only = options.status
      ? { apiVersion, kind: kind.kind, metadata: { name, namespace } }
      : { ...applied, metadata };
    const takesStatus = options.status || !hasSubresource(kind, 'status');
    const merged = serverSideApply({
      live,
      applied: {
        ...only,
        ...(takesStatus && appliedStatus ? { status: appliedStatus } : {}),
      } as KubernetesObject,
      writer: {
        manager: fieldManager,
        time: timestamp(this.now()),
        ...(options.status ? { subresource: 'status' } : {}),
      },
      force: options.force ?? true,
      custom: kind.custom ?? false,
    });
    const { dryRun } = options;
    if (!live) return this.create(merged, { dryRun });
    const expected = object.metadata.resourceVersion;
    merged.metadata.resourceVersion = expected ?? '';
    return this.#replace(merged, options.status ? 'status' : 'main', {
      dryRun,
    });
  }

  delete(
    groupKind: GroupKind,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions = {},
  ): KubernetesObject | undefined {
    const stored = this.stored(groupKind, namespace, name);
    if (!stored) return undefined;
    const object = fromStored(stored);
    const kind = this.kinds.get(groupKind.group, groupKind.kind);
    checkPreconditions(kind, object, options.preconditions ?? {});
    if (options.dryRun) return object;
    const isNamespace = kind.group === '' && kind.kind === 'Namespace';
    if (!isNamespace && !object.metadata.finalizers?.length) {
      return this.#remove(kind, stored, options.propagationPolicy === 'Orphan');
    }
    if (object.metadata.deletionTimestamp) return object;
    object.metadata.deletionTimestamp = timestamp(this.now());
    if (isNamespace) object.status = { ...object.status, phase: 'Terminating' };
    const terminating = this.#commit('MODIFIED', kind, object, stored);
    if (isNamespace) this.#emptyNamespace(name);
    return terminating;
  }

  #kindOf(object: { apiVersion: string; kind: string }): ResourceKind {
    const kind = this.kinds.get(groupOf(object.apiVersion), object.kind);
    if (kind.review || kind.storedAs) {
      throw badRequest(`${kind.kind} of ${kind.group} cannot be stored`);
    }
    return kind;
  }

  #checkNamespace(kind: ResourceKind, namespace: string | undefined): void {
    if (!kind.namespaced) return;
    if (!namespace) throw badRequest(`${kind.kind} needs a namespace`);
    const found = this.get(NAMESPACE, undefined, namespace);
    if (!found) throw notFound({ group: '', plural: 'namespaces' }, namespace);
    if (found.metadata.deletionTimestamp) {
      throw new StatusError(
        403,
        'Forbidden',
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }

  #recordManager(
    kind: ResourceKind,
    before: KubernetesObject | undefined,
    after: KubernetesObject,
    options: WriteOptions,
    subresource?: string,
  ): void {
    if (!options.fieldManager) return;
    const writer = {
      manager: options.fieldManager,
      time: timestamp(this.now()),
      ...(subresource ? { subresource } : {}),
    };
    recordUpdate(before, after, writer, kind.custom ?? false);
  }

  #replace(
    input: KubernetesObject,
    scope: 'main' | 'status',
    options: WriteOptions,
  ): KubernetesObject {
    const kind = this.#kindOf(input);
    const { namespace, name } = input.metadata;
    const stored = this.stored(kind, namespace, name);
    if (!stored) throw notFound(kind, name);
    const current = fromStored(stored);
    const next =
      scope === 'status'
        ? prepareStatus(kind, current, input)
        : prepareUpdate(kind, current, input);
    const subresource = scope === 'status' ? 'status' : undefined;
    this.#recordManager(kind, current, next, options, subresource);
    const { deletionTimestamp, finalizers } = next.metadata;
    if (deletionTimestamp && !finalizers?.length && kind.kind !== 'Namespace') {
      return options.dryRun ? next : this.#remove(kind, toStored(next), false);
    }
    if (isDeepStrictEqual(next, current)) return current;
    return this.#commit('MODIFIED', kind, next, stored, options.dryRun);
  }

  #commit(
    type: WatchEventType,
    kind: ResourceKind,
    object: KubernetesObject,
    previous: StoredObject | undefined,
    dryRun = false,
  ): KubernetesObject {
    if (dryRun) return object;
    this.#revision += 1;
    object.metadata.resourceVersion = String(this.#revision);
    const stored = toStored(object);
    const groupKind = { group: kind.group, kind: kind.kind };
    if (type === 'DELETED') this.#table.remove(kind, stored);
    else this.#table.put(kind, stored);
    this.#log.append({ type, groupKind, stored, previous });
    return object;
  }

  #remove(
    kind: ResourceKind,
    stored: StoredObject,
    orphan: boolean,
  ): KubernetesObject {
    const removed = this.#commit('DELETED', kind, fromStored(stored), stored);
    for (const fate of dependentFates(
      this.#table,
      this.kinds,
      stored,
      orphan,
    )) {
      const { groupKind, stored: dependent } = fate.dependent;
      if (fate.action === 'delete') {
        this.delete(groupKind, dependent.namespace, dependent.name);
      } else {
        const of = this.kinds.get(groupKind.group, groupKind.kind);
        this.#commit('MODIFIED', of, fate.object, dependent);
      }
    }
    if (stored.namespace) this.#finishNamespace(stored.namespace);
    return removed;
  }

  #contents(namespace: string) {
    return this.kinds.kinds
      .filter(kind => kind.namespaced)
      .flatMap(kind =>
        this.storedList(kind, namespace).map(stored => ({ kind, stored })),
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
    const stored = this.stored(NAMESPACE, undefined, name);
    if (!stored || !fromStored(stored).metadata.deletionTimestamp) return;
    if (this.#contents(name).length > 0) return;
    const kind = this.kinds.get('', 'Namespace');
    this.#commit('DELETED', kind, fromStored(stored), stored);
  }
}
