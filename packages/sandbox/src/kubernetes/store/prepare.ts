import { randomInt, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { hasSubresource, type ResourceKind } from '../kinds';
import { conflict, invalid } from '../statusError';
import { applyDefaults } from './defaults';
import { checkImmutableFields } from './immutableFields';
import type { KubernetesObject, NewObject } from './types';
import { validateObject } from './validateObject';

const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function generatedName(prefix: string): string {
  const letters = Array.from(
    { length: 5 },
    () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)],
  );
  return `${prefix}${letters.join('')}`;
}

/** The status a kind starts with before any controller has seen the object. */
const initialStatus: Record<string, Record<string, unknown>> = {
  '/Namespace': { phase: 'Active' },
  '/Pod': { phase: 'Pending' },
  '/PersistentVolumeClaim': { phase: 'Pending' },
};

/** RFC 3339 to the second, as metav1.Time. */
export function timestamp(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}

/**
 * Everything `generation` counts: all but metadata and status. Core kinds other than those
 * of workloads have no generation.
 */
function specOf(object: KubernetesObject): Record<string, unknown> {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

function countsGenerations(kind: ResourceKind, object: KubernetesObject) {
  return kind.group !== '' && object.spec !== undefined;
}

/** A new object with what the server sets; fails with Invalid (422). */
export function prepareNew(
  kind: ResourceKind,
  input: NewObject,
  now: Date,
): KubernetesObject {
  const { name, generateName, namespace, labels, annotations } = input.metadata;
  const { ownerReferences, finalizers, managedFields } = input.metadata;
  const given = name ?? (generateName ? generatedName(generateName) : '');
  if (!given) {
    throw invalid(kind, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ]);
  }
  const object: KubernetesObject = {
    ...input,
    metadata: {
      name: given,
      ...(generateName ? { generateName } : {}),
      ...(kind.namespaced ? { namespace } : {}),
      uid: randomUUID(),
      resourceVersion: '',
      ...(countsGenerations(kind, input as KubernetesObject)
        ? { generation: 1 }
        : {}),
      creationTimestamp: timestamp(now),
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(ownerReferences ? { ownerReferences } : {}),
      ...(finalizers ? { finalizers } : {}),
      ...(managedFields ? { managedFields } : {}),
    },
  };
  if (hasSubresource(kind, 'status')) delete object.status;
  const status = initialStatus[`${kind.group}/${kind.kind}`];
  if (status) object.status = { ...status };
  applyDefaults(kind, object);
  validateObject(kind, object);
  return object;
}

/** The optimistic lock: fails with Conflict (409) when the writer saw another version. */
export function checkPreconditions(
  kind: ResourceKind,
  current: KubernetesObject,
  expected: { uid?: string; resourceVersion?: string },
): void {
  const { name, uid, resourceVersion } = current.metadata;
  if (expected.uid && expected.uid !== uid) {
    throw conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${expected.uid}, UID in object meta: ${uid}`,
    );
  }
  if (
    expected.resourceVersion &&
    expected.resourceVersion !== resourceVersion
  ) {
    throw conflict(kind, name);
  }
}

/** The object after a write to all but status; fails with Conflict or Invalid. */
export function prepareUpdate(
  kind: ResourceKind,
  current: KubernetesObject,
  input: KubernetesObject,
): KubernetesObject {
  checkPreconditions(kind, current, input.metadata);
  const { labels, annotations, ownerReferences, finalizers } = input.metadata;
  const managedFields =
    input.metadata.managedFields ?? current.metadata.managedFields;
  const {
    labels: _labels,
    annotations: _annotations,
    ownerReferences: _owners,
    finalizers: _finalizers,
    managedFields: _managed,
    ...identity
  } = current.metadata;
  const next: KubernetesObject = {
    ...input,
    metadata: {
      ...identity,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(ownerReferences ? { ownerReferences } : {}),
      ...(finalizers ? { finalizers } : {}),
      ...(managedFields ? { managedFields } : {}),
    },
  };
  if (hasSubresource(kind, 'status')) {
    if (current.status) next.status = current.status;
    else delete next.status;
  }
  applyDefaults(kind, next);
  validateObject(kind, next);
  checkImmutableFields(kind, current, next);
  if (
    countsGenerations(kind, next) &&
    !isDeepStrictEqual(specOf(current), specOf(next))
  ) {
    next.metadata.generation = (current.metadata.generation ?? 0) + 1;
  }
  return next;
}

/** The object after a write to status alone. */
export function prepareStatus(
  kind: ResourceKind,
  current: KubernetesObject,
  input: KubernetesObject,
): KubernetesObject {
  checkPreconditions(kind, current, input.metadata);
  const { status: _status, ...rest } = current;
  const managedFields =
    input.metadata.managedFields ?? current.metadata.managedFields;
  return {
    ...rest,
    metadata: {
      ...current.metadata,
      ...(managedFields ? { managedFields } : {}),
    },
    ...(input.status ? { status: input.status } : {}),
  };
}
