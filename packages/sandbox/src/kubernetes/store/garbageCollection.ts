import { groupOf, type KindTable } from '../kinds';
import type { Located, ObjectTable } from './objectTable';
import { fromStored } from './storedObject';
import type { KubernetesObject, OwnerReference, StoredObject } from './types';

/** What becomes of a dependent when one of its owners is gone. */
export type DependentFate =
  | { action: 'delete'; dependent: Located }
  | { action: 'release'; dependent: Located; object: KubernetesObject };

function ownerExists(
  table: ObjectTable,
  kinds: KindTable,
  namespace: string | undefined,
  owner: OwnerReference,
): boolean {
  const kind = kinds.find(groupOf(owner.apiVersion), owner.kind);
  const within = kind?.namespaced ? namespace : undefined;
  return (
    kind !== undefined && table.get(kind, within, owner.name)?.uid === owner.uid
  );
}

/**
 * Dependents of a removed owner: those with no other living owner go too, the others (and
 * all of them when orphaned) only lose the reference.
 */
export function dependentFates(
  table: ObjectTable,
  kinds: KindTable,
  owner: StoredObject,
  orphan: boolean,
): DependentFate[] {
  return table.dependentsOf(owner.uid).map(dependent => {
    const object = fromStored(dependent.stored);
    const others = (object.metadata.ownerReferences ?? []).filter(
      reference => reference.uid !== owner.uid,
    );
    const held = others.some(reference =>
      ownerExists(table, kinds, object.metadata.namespace, reference),
    );
    if (!orphan && !held) return { action: 'delete', dependent };
    if (others.length > 0) object.metadata.ownerReferences = others;
    else delete object.metadata.ownerReferences;
    return { action: 'release', dependent, object };
  });
}
