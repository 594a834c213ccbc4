import {
  StatusError,
  type ClusterStore,
  type NewObject,
} from '../../kubernetes';
import { FLUX } from '../runtime';
import {
  isAppliedOnce,
  isForced,
  isKeptFromPruning,
  isKeptFromReconciling,
  OWNER_LABELS,
} from './annotations';
import {
  inventoryOf,
  keyOf,
  keyOfEntry,
  nameOf,
  staleKeys,
  type InventoryKey,
} from './inventory';
import { ReconcileFailure, type Inventory, type Kustomization } from './shapes';

const FIELD_MANAGER = 'kustomize-controller';

/** What others need to exist first is applied first. Source: fluxcd/pkg, ssa/utils `IsClusterDefinition`. */
const FIRST = ['Namespace', 'CustomResourceDefinition', 'ClusterRole'];

/** Writes to the cluster what a Kustomization wants, and takes away what it no longer does. */
export class Applier {
  constructor(private readonly store: ClusterStore) {}

  /** @throws ReconcileFailure when the server refuses one object: then none of its stage is applied */
  apply(kustomization: Kustomization, objects: NewObject[]): Inventory {
    const isFirst = ({ kind }: NewObject) => FIRST.includes(kind);
    const wanted = objects.filter(object => !isKeptFromReconciling(object));
    for (const stage of [
      wanted.filter(isFirst),
      wanted.filter(object => !isFirst(object)),
    ]) {
      const due = stage.filter(object => !this.#isLeftAlone(object));
      const anew = due.filter(object => this.#dryRun(kustomization, object));
      for (const object of anew) this.#delete(keyOf(object));
      for (const object of due) {
        this.store.apply(object, FIELD_MANAGER, { user: FLUX });
      }
    }
    return inventoryOf(objects);
  }

  prune({ spec, status }: Kustomization, inventory: Inventory): InventoryKey[] {
    if (!spec.prune) return [];
    return this.#deleteOwned(staleKeys(status?.inventory, inventory));
  }

  /** What becomes of the applied objects when their Kustomization is deleted. */
  finalize({ spec, status }: Kustomization): void {
    const { deletionPolicy = 'MirrorPrune', prune = false } = spec;
    if (deletionPolicy === 'Orphan') return;
    if (deletionPolicy === 'MirrorPrune' && !prune) return;
    this.#deleteOwned((status?.inventory?.entries ?? []).map(keyOfEntry));
  }

  /** Whether the object has to be made anew; fails when it cannot be applied at all. */
  #dryRun({ spec }: Kustomization, object: NewObject): boolean {
    const key = keyOf(object);
    try {
      this.store.apply(object, FIELD_MANAGER, { dryRun: true, user: FLUX });
      return false;
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      const immutable = error.message.includes('immutable');
      if (immutable && (spec.force || isForced(object))) return true;
      throw new ReconcileFailure(
        'ReconciliationFailed',
        `${nameOf(key)} dry-run failed (${error.reason}): ${error.message}`,
      );
    }
  }

  #isLeftAlone(object: NewObject): boolean {
    const key = keyOf(object);
    const live = this.store.get(key, key.namespace, key.name);
    return (
      live !== undefined &&
      (isAppliedOnce(object) || isKeptFromReconciling(live))
    );
  }

  #deleteOwned(keys: readonly InventoryKey[]): InventoryKey[] {
    return keys.filter(key => {
      const live = this.store.get(key, key.namespace, key.name);
      if (!live?.metadata.labels?.[OWNER_LABELS.name]) return false;
      if (isKeptFromPruning(live) || isKeptFromReconciling(live)) return false;
      this.#delete(key);
      return true;
    });
  }

  #delete(key: InventoryKey): void {
    this.store.delete(key, key.namespace, key.name);
  }
}
