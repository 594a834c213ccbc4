import { isJsonObject, type JsonObject } from '../json';
import { apiVersionOf, type ResourceKind } from '../kinds';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMergePatch } from '../patch/strategicMergePatch';
import { badRequest } from '../statusError';
import type { KubernetesObject } from '../store';
import { fromStored, toStored } from '../store/storedObject';
import type { ApiContext, ApiResponse, ResourceRequest } from './apiRequest';
import { requireStored, respondWith } from './read';
import {
  asObject,
  contentTypeOf,
  parseBody,
  unsupportedMediaType,
} from './requestBody';
import { queryFlag } from './selection';
import { writeOptions } from './write';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** The patched document; fails with 415 for a patch type that the kind does not take. */
export function applyPatch(
  request: ResourceRequest,
  kind: ResourceKind,
  current: JsonObject,
): JsonObject {
  const type = contentTypeOf(request);
  const accepted = [JSON_PATCH, MERGE_PATCH, APPLY];
  if (!kind.custom) accepted.push(STRATEGIC);
  if (type === APPLY || !accepted.includes(type)) {
    throw unsupportedMediaType(accepted);
  }
  const patch = parseBody(request);
  const patched =
    type === JSON_PATCH
      ? jsonPatch(current, patch)
      : mergeInto(current, patch, type === STRATEGIC);
  if (!isJsonObject(patched)) throw badRequest('the patch leaves no object');
  return patched;
}

function mergeInto(current: JsonObject, patch: unknown, strategic: boolean) {
  if (!isJsonObject(patch)) throw badRequest('the body is no merge patch');
  return strategic
    ? strategicMergePatch(current, patch)
    : mergePatch(current, patch);
}

function serverSideApply(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const { kind, target, query } = request;
  const body = parseBody(request);
  if (!query.get('fieldManager')) {
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  const { fieldManager, ...options } = writeOptions(request);
  const { namespace, name = '' } = target;
  const exists = context.store.stored(kind, namespace, name) !== undefined;
  const applied = context.store.apply(asObject(request, body), fieldManager, {
    ...options,
    force: queryFlag(query, 'force'),
    status: target.subresource === 'status',
  });
  return respondWith(exists ? 200 : 201, request, context, toStored(applied));
}

export function patchObject(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const { kind, target } = request;
  if (contentTypeOf(request) === APPLY) {
    return serverSideApply(request, context);
  }
  const current = fromStored(requireStored(request, context));
  const patched = applyPatch(request, kind, current);
  const next = asObject(request, {
    ...patched,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
  }) as KubernetesObject;
  const options = writeOptions(request);
  const written =
    target.subresource === 'status'
      ? context.store.updateStatus(next, options)
      : context.store.update(next, options);
  return respondWith(200, request, context, toStored(written));
}
