import type { KubernetesObject, StoredObject } from './types';

/** Freezes an object into the text that lists and watches send. */
export function toStored(object: KubernetesObject): StoredObject {
  const { apiVersion, kind, metadata, ...rest } = object;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    revision: Number(metadata.resourceVersion),
    labels: metadata.labels ?? {},
    ownerUids: (metadata.ownerReferences ?? []).map(owner => owner.uid),
    // apiVersion and kind come first: lists of built-in kinds cut them off.
    json: JSON.stringify({ apiVersion, kind, metadata, ...rest }),
  };
}

/** A fresh copy that the caller may change. */
export function fromStored(stored: StoredObject): KubernetesObject {
  return JSON.parse(stored.json);
}

const parsed = new WeakMap<StoredObject, KubernetesObject>();

/** The object itself, once for all who only read it; whoever writes into it fails. */
export function readStored(stored: StoredObject): KubernetesObject {
  let object = parsed.get(stored);
  if (!object) {
    object = frozen(fromStored(stored));
    parsed.set(stored, object);
  }
  return object;
}

function frozen<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) frozen(member);
  }
  return Object.freeze(value);
}

/** An own copy without nulls: typed decoding takes null for absent. */
export function copyWithoutNulls<T>(object: T): T {
  return withoutNulls(object) as T;
}

// By hand: a JSON round trip with a replacer takes three times as long, and this is what
// every write waits for.
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== null && member !== undefined) {
      copy[key] = withoutNulls(member);
    }
  }
  return copy;
}
