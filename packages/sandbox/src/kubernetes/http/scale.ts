import { isJsonObject, numberAt, objectAt, type JsonObject } from '../json';
import { clusterKinds } from '../kinds';
import { badRequest } from '../statusError';
import type { KubernetesObject } from '../store';
import { fromStored } from '../store/storedObject';
import {
  json,
  type ApiContext,
  type ApiResponse,
  type ResourceRequest,
} from './apiRequest';
import { applyPatch } from './patch';
import { requireStored } from './read';
import { parseBody } from './requestBody';
import { writeOptions } from './write';

function scaleOf(object: KubernetesObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const labels = objectAt(object, ['spec', 'selector', 'matchLabels']);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, ['spec', 'replicas']) },
    status: {
      replicas: numberAt(object, ['status', 'replicas']),
      selector: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
  };
}

/** The scale subresource: `spec.replicas` of an object, without the rest of it. */
export function scaleObject(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const current = fromStored(requireStored(request, context));
  const scale = scaleOf(current);
  if (request.method === 'GET') return json(200, scale);
  const wanted =
    request.method === 'PATCH'
      ? applyPatch(request, clusterKinds.get('apps', 'Deployment'), scale)
      : parseBody(request);
  const replicas = isJsonObject(wanted)
    ? objectAt(wanted, ['spec']).replicas ?? 0
    : undefined;
  if (!Number.isInteger(replicas) || Number(replicas) < 0) {
    throw badRequest('spec.replicas must be a whole number of at least 0');
  }
  const version = objectAt(wanted, ['metadata']).resourceVersion;
  const updated = context.store.update(
    {
      ...current,
      metadata: {
        ...current.metadata,
        resourceVersion: version ? String(version) : '',
      },
      spec: { ...current.spec, replicas },
    },
    { ...writeOptions(request), subresource: 'scale' },
  );
  return json(200, scaleOf(updated));
}
