import {
  readStored,
  type GroupKind,
  type KubernetesObject,
  type StoredChange,
} from '../../kubernetes';

/** Names one object of a controller's own kind. */
export interface ObjectKey {
  namespace?: string;
  name: string;
}

/** Says which of a controller's objects a change of some kind concerns. */
export interface Watch {
  kind: GroupKind;
  keys(change: StoredChange): ObjectKey[];
}

/** When to look at the object again although nothing changed; in milliseconds from now. */
export interface Requeue {
  after: number;
  coalesce?: boolean;
}

/**
 * One control loop. `reconcile` looks at the object as it is now and takes the next step; it
 * is called after every change that concerns the object and must bear being called in vain.
 */
export interface Controller {
  readonly name: string;
  readonly watches: readonly Watch[];
  reconcile(key: ObjectKey): Requeue | undefined;
}

/** Where controllers say what an operator should read. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

/** Every change of a kind concerns the object itself. */
export function watchOwn(kind: GroupKind): Watch {
  return {
    kind,
    keys: ({ stored }) => [{ namespace: stored.namespace, name: stored.name }],
  };
}

/** A change of a kind concerns the object that controls it, when that is of `ownerKind`. */
export function watchOwned(kind: GroupKind, ownerKind: string): Watch {
  return {
    kind,
    keys: change => {
      if (change.stored.ownerUids.length === 0) return [];
      const { namespace, ownerReferences = [] } = readStored(
        change.stored,
      ).metadata;
      return ownerReferences
        .filter(owner => owner.controller && owner.kind === ownerKind)
        .map(owner => ({ namespace, name: owner.name }));
    },
  };
}

/** A change of a kind concerns what `keys` finds by looking at the whole object. */
export function watchMapped(
  kind: GroupKind,
  keys: (object: KubernetesObject) => ObjectKey[],
): Watch {
  return { kind, keys: change => keys(readStored(change.stored)) };
}
