import type { ResourceKind } from '../kinds';
import { ChangeLog } from './changeLog';
import { ObjectTable } from './objectTable';
import { fromStored, readStored, toStored } from './storedObject';
import type {
  GroupKind,
  KubernetesObject,
  StoredChange,
  StoredObject,
  WatchEventType,
} from './types';

/** The objects of a cluster and the one counter that orders every change to them. */
export class VersionedObjects {
  readonly table = new ObjectTable();
  readonly log: ChangeLog;
  #revision: number;

  /**
   * @param start - revision before the first write
   * @param history - changes kept for watches that resume
   */
  constructor(start: number, history: number) {
    this.#revision = start;
    this.log = new ChangeLog(start, history);
  }

  get revision(): number {
    return this.#revision;
  }

  changesSince(revision: number): StoredChange[] | undefined {
    // A revision of the future is one of another life of this cluster.
    return revision > this.#revision ? undefined : this.log.since(revision);
  }

  get(groupKind: GroupKind, namespace: string | undefined, name: string) {
    const stored = this.table.get(groupKind, namespace, name);
    return stored && fromStored(stored);
  }

  /** Only to read. */
  look(groupKind: GroupKind, namespace: string | undefined, name: string) {
    const stored = this.table.get(groupKind, namespace, name);
    return stored && readStored(stored);
  }

  /** The one way an object changes: the next revision is its, and everybody is told. */
  commit(
    type: WatchEventType,
    kind: ResourceKind,
    object: KubernetesObject,
    previous?: StoredObject,
  ): KubernetesObject {
    this.#revision += 1;
    object.metadata.resourceVersion = String(this.#revision);
    const stored = toStored(object);
    const groupKind = { group: kind.group, kind: kind.kind };
    if (type === 'DELETED') this.table.remove(kind, stored);
    else this.table.put(kind, stored);
    this.log.append({ type, groupKind, stored, previous });
    return object;
  }
}
