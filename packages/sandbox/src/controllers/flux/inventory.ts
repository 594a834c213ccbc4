import { groupOf, type GroupKind, type NewObject } from '../../kubernetes';
import type { Inventory } from './shapes';

export interface InventoryKey extends GroupKind {
  namespace: string | undefined;
  name: string;
}

export function keyOf(object: NewObject): InventoryKey {
  const { namespace, name = '' } = object.metadata;
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace,
    name,
  };
}

/** `<namespace>_<name>_<group>_<kind>`; a colon in a name is written `__`. Source: cli-utils, object.ObjMetadata. */
const idOf = ({ namespace = '', name, group, kind }: InventoryKey) =>
  `${namespace}_${name.replaceAll(':', '__')}_${group}_${kind}`;

export const keyOfEntry = ({ id }: { id: string }): InventoryKey => {
  const [namespace, ...rest] = id.split('_');
  const [group, kind] = rest.slice(-2);
  return {
    namespace: namespace || undefined,
    name: rest.slice(0, -2).join('_').replaceAll('__', ':'),
    group,
    kind,
  };
};

export function inventoryOf(objects: readonly NewObject[]): Inventory {
  return {
    entries: objects.map(object => ({
      id: idOf(keyOf(object)),
      v: object.apiVersion.split('/').at(-1) ?? '',
    })),
  };
}

/** What was applied before and is no longer wanted. */
export function staleKeys(
  before: Inventory | undefined,
  after: Inventory,
): InventoryKey[] {
  const kept = new Set(after.entries.map(({ id }) => id));
  return (before?.entries ?? [])
    .filter(({ id }) => !kept.has(id))
    .map(keyOfEntry);
}

/** `Deployment/odoo-x/web`, as Flux names objects to people. */
export const nameOf = ({ kind, namespace, name }: InventoryKey) =>
  [kind, ...(namespace ? [namespace] : []), name].join('/');
