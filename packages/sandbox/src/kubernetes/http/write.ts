import { isJsonObject, objectAt, textAt } from '../json';
import { notFound } from '../statusError';
import type { DeleteOptions, KubernetesObject, WriteOptions } from '../store';
import { toStored } from '../store/storedObject';
import {
  json,
  type ApiContext,
  type ApiResponse,
  type ResourceRequest,
} from './apiRequest';
import { respondWith } from './read';
import { asObject, parseBody } from './requestBody';
import { selectionOf } from './selection';

/** Who writes and whether to keep it: the field manager defaults to the client's name. */
export function writeOptions(
  request: ResourceRequest,
): WriteOptions & { fieldManager: string } {
  const { query, headers, user, warnings } = request;
  const client = (headers['user-agent'] ?? 'unknown').split('/')[0];
  return {
    dryRun: query.getAll('dryRun').includes('All'),
    fieldManager: query.get('fieldManager') || client,
    user,
    warn: message => warnings.push(message),
  };
}

export function createObject(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const object = asObject(request, parseBody(request));
  const created = context.store.create(object, writeOptions(request));
  return respondWith(201, request, context, toStored(created));
}

/** Replaces all or, at the status subresource, the status alone. */
export function updateObject(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const object = asObject(request, parseBody(request)) as KubernetesObject;
  const options = writeOptions(request);
  const updated =
    request.target.subresource === 'status'
      ? context.store.updateStatus(object, options)
      : context.store.update(object, options);
  return respondWith(200, request, context, toStored(updated));
}

function deleteOptions(request: ResourceRequest): DeleteOptions {
  const { query } = request;
  const parsed = parseBody(request);
  const body = isJsonObject(parsed) ? parsed : {};
  const policy =
    query.get('propagationPolicy') ?? textAt(body, ['propagationPolicy']);
  const dryRun = [...query.getAll('dryRun'), body.dryRun].flat();
  const { uid, resourceVersion } = objectAt(body, ['preconditions']);
  const { user, warnings } = request;
  const orphan =
    query.get('orphanDependents') === 'true' || body.orphanDependents === true;
  return {
    user,
    warn: message => warnings.push(message),
    dryRun: dryRun.includes('All'),
    propagationPolicy: orphan || policy === 'Orphan' ? 'Orphan' : 'Background',
    preconditions: {
      ...(uid ? { uid: String(uid) } : {}),
      ...(resourceVersion ? { resourceVersion: String(resourceVersion) } : {}),
    },
  };
}

export function deleteObject(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const { kind, target } = request;
  const { namespace, name = '' } = target;
  const options = deleteOptions(request);
  const deleted = context.store.delete(kind, namespace, name, options);
  if (!deleted) throw notFound(kind, name);
  // Pods and objects that still wait for something come back whole.
  if (deleted.metadata.deletionTimestamp || kind.kind === 'Pod') {
    return respondWith(200, request, context, toStored(deleted));
  }
  return json(200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      group: kind.group,
      kind: kind.plural,
      uid: deleted.metadata.uid,
    },
  });
}

export function deleteCollection(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const { kind, target } = request;
  const options = deleteOptions(request);
  const { matches } = selectionOf(request);
  const selected = context.store
    .storedList(kind, target.namespace)
    .filter(matches);
  for (const { namespace, name } of selected) {
    context.store.delete(kind, namespace, name, options);
  }
  return json(200, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
  });
}
