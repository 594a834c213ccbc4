import type { PolicyBinding, PolicyParam } from '@plumbline/plugin-odoo-policy';
import { groupOf, type KindTable } from '../kinds';
import type { GroupKind, KubernetesObject } from '../store';
import { readStored } from '../store/storedObject';
import type { VersionedObjects } from '../store/versionedObjects';

type ParamRef = PolicyBinding['spec']['paramRef'];

const asParam = (object: KubernetesObject): PolicyParam => ({
  ...object,
  metadata: { ...object.metadata },
});

/** Objects of the cluster that policies read. */
export class ParamSource {
  constructor(
    private readonly objects: VersionedObjects,
    private readonly kinds: KindTable,
  ) {}

  list(kind: GroupKind, namespace?: string): KubernetesObject[] {
    return this.objects.table.list(kind, namespace).map(readStored);
  }

  /** What a binding can mean: the engine chooses by name or selector among them. */
  candidates(
    { apiVersion, kind: name }: { apiVersion: string; kind: string },
    ref: ParamRef,
    objectNamespace: string | undefined,
  ): PolicyParam[] {
    const kind = this.kinds.find(groupOf(apiVersion), name);
    if (!ref || !kind) return [];
    const namespace = kind.namespaced
      ? ref.namespace ?? objectNamespace
      : undefined;
    if (ref.name === undefined) return this.list(kind, namespace).map(asParam);
    const found = this.objects.look(kind, namespace, ref.name);
    return found ? [asParam(found)] : [];
  }
}
