import { z } from 'zod';
import { CelMap, CelValue, toCelValue } from '../cel/values';
import { resourceOf, ResourceMapping } from './resources';
import type { ObjectChange, Operation } from './types';

const identitySchema = z.looseObject({
  apiVersion: z.string().regex(/^([^/]+\/)?[^/]+$/),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1).optional(),
    generateName: z.string().min(1).optional(),
    namespace: z.string().min(1).optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

const deletedSchema = z.looseObject({
  metadata: z.looseObject({ deletionTimestamp: z.unknown().optional() }),
});

export type Labels = Readonly<Record<string, string>>;

/** An object of a change with all that admission knows about it. */
export interface Target {
  /** `Kind/namespace/name`, or `Kind/name` in the cluster scope. */
  id: string;
  operation: Operation;
  group: string;
  version: string;
  kind: string;
  resource: string;
  namespaced: boolean;
  name: string;
  namespace?: string;
  labels: Labels;
  oldLabels?: Labels;
  object: CelValue;
  oldObject: CelValue;
}

/** Describes an object of a change. Throws when it is not a Kubernetes object. */
export function describeTarget(
  { object, oldObject, operation }: ObjectChange,
  resources?: ResourceMapping,
): Target {
  const identity = identitySchema.safeParse(object);
  if (!identity.success) {
    const [{ path, message }] = identity.error.issues;
    throw new Error(`not a Kubernetes object: ${path.join('.')} ${message}`);
  }
  const { apiVersion, kind, metadata } = identity.data;
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['', apiVersion];
  const { resource, namespaced } = resourceOf(group, kind, resources);
  const name = metadata.name ?? metadata.generateName ?? '';
  const namespace = namespaced ? metadata.namespace : undefined;
  const value = toCelValue(withDeletionOf(object, oldObject));
  const old = oldObject === undefined ? null : toCelValue(oldObject);
  const deleted = operation === 'DELETE';
  return {
    id: [kind, namespace, name].filter(part => part !== undefined).join('/'),
    operation,
    group,
    version,
    kind,
    resource,
    namespaced,
    name,
    namespace,
    labels: metadata.labels ?? {},
    oldLabels: old === null ? undefined : labelsOf(old),
    object: deleted ? null : value,
    oldObject: deleted && old === null ? value : old,
  };
}

/**
 * When an object goes is the server's to say: it clears what a creation claims and keeps what an update finds
 * (rest.BeforeCreate, ValidateObjectMetaUpdate). Otherwise policies would leave alone whatever says of itself that
 * it is being deleted.
 */
function withDeletionOf(object: unknown, oldObject: unknown): unknown {
  const written = identitySchema.parse(object);
  const old = deletedSchema.safeParse(oldObject).data?.metadata;
  const { deletionTimestamp: _, ...metadata } = written.metadata;
  const deletionTimestamp = old?.deletionTimestamp;
  return {
    ...written,
    metadata: {
      ...metadata,
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    },
  };
}

/** Text labels of an object; others cannot exist in a cluster. */
export function labelsOf(object: CelValue): Labels {
  const labels = field(field(object, 'metadata'), 'labels');
  if (!(labels instanceof Map)) return {};
  return Object.fromEntries(
    [...labels].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function field(value: CelValue | undefined, key: string) {
  return value instanceof Map ? (value as CelMap).get(key) : undefined;
}

/** Name for results about something that could not be described. */
export function describeBriefly(object: unknown): string {
  const kind =
    typeof object === 'object' && object !== null && 'kind' in object
      ? object.kind
      : undefined;
  return typeof kind === 'string' && kind !== '' ? `${kind}/?` : '?';
}
