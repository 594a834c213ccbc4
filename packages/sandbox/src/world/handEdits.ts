import {
  environmentNamespace,
  type EnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import type { ClusterStore, NewObject } from '../kubernetes';
import type { WorldFacts } from './environments';

export interface TimedEdit {
  at: Date;
  /** Does nothing on a cluster that does not have the object. */
  apply(store: ClusterStore): void;
}

function withLabel(
  object: NewObject,
  path: string[],
  label: Record<string, string>,
): NewObject {
  const copy = structuredClone(object);
  let at = copy as Record<string, unknown>;
  for (const field of path) {
    at[field] = { ...(at[field] as Record<string, unknown>) };
    at = at[field] as Record<string, unknown>;
  }
  Object.assign(at, label);
  return copy;
}

/** What somebody replaces in a cluster past Git. */
export interface Replacement {
  environment: EnvironmentRef;
  replace: { group: string; kind: string; name: string };
  selectorLabel: Record<string, string>;
}

/**
 * `kubectl get -o yaml`, an editor, and `kubectl replace --force`, which deletes and creates anew what cannot be
 * changed in place. Does nothing on a cluster that does not have the object.
 */
export function replaceByHand(
  store: ClusterStore,
  { environment, replace, selectorLabel }: Replacement,
): void {
  const namespace = environmentNamespace(environment);
  const { name, ...kind } = replace;
  const live = store.get(kind, namespace, name);
  if (!live) return;
  const { apiVersion, spec, metadata } = live;
  const { labels, annotations } = metadata;
  const object: NewObject = {
    apiVersion,
    kind: live.kind,
    metadata: { name, namespace, labels, annotations },
    spec,
  };
  store.delete(kind, namespace, name);
  const selector = ['spec', 'selector', 'matchLabels'];
  const pods = ['spec', 'template', 'metadata', 'labels'];
  store.create(
    withLabel(withLabel(object, selector, selectorLabel), pods, selectorLabel),
    { fieldManager: 'kubectl-replace' },
  );
}

/** What people did to the clusters past Git. */
export function handEdits({ world, seededAt }: WorldFacts): TimedEdit[] {
  return world.handEdits.map(({ age, ...replacement }) => ({
    at: new Date(seededAt.getTime() - age),
    apply: store => replaceByHand(store, replacement),
  }));
}
