import { notFound, StatusError } from '../statusError';
import type { StoredObject } from '../store';
import {
  type ApiContext,
  type ApiResponse,
  type ResourceRequest,
} from './apiRequest';
import type { ListPages } from './listPages';
import { representationFor } from './representation';
import { queryNumber, selectionOf } from './selection';

/** The kind whose objects a request reads: events.k8s.io reads core events. */
export function storageKind(request: ResourceRequest) {
  return request.kind.storedAs ?? request.kind;
}

/** The object a request names; fails with NotFound (404). */
export function requireStored(
  request: ResourceRequest,
  context: ApiContext,
): StoredObject {
  const { kind, target } = request;
  const { namespace, name = '' } = target;
  const stored = context.store.stored(storageKind(request), namespace, name);
  if (!stored) throw notFound(kind, name);
  return stored;
}

/** An object as the client wants it. */
export function respondWith(
  status: number,
  request: ResourceRequest,
  context: ApiContext,
  stored: StoredObject,
): ApiResponse {
  const as = representationFor(request.kind, request, context.now);
  return { status, body: as.object(stored) };
}

export function getObject(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  return respondWith(200, request, context, requireStored(request, context));
}

export function listObjects(
  request: ResourceRequest,
  context: ApiContext,
  pages: ListPages,
): ApiResponse {
  const { query, kind, target } = request;
  const { store } = context;
  const token = query.get('continue');
  const revision = queryNumber(query, 'resourceVersion', 0);
  if (revision > store.revision()) {
    throw new StatusError(
      504,
      'Timeout',
      `Too large resource version: ${revision}, current: ${store.revision()}`,
      { retryAfterSeconds: 1 },
    );
  }
  // The watch cache answers resourceVersion=0 whole, whatever the limit.
  const limit =
    query.get('resourceVersion') === '0' ? 0 : queryNumber(query, 'limit', 0);
  const selection = selectionOf(request);
  const page = token
    ? pages.next(token, limit)
    : pages.first(
        store
          .storedList(storageKind(request), target.namespace)
          .filter(selection.matches),
        limit,
      );
  const body = representationFor(kind, request, context.now).list(
    page.objects,
    {
      resourceVersion: String(page.revision),
      ...(page.next ? { continue: page.next } : {}),
      ...(page.next && selection.whole
        ? { remainingItemCount: page.remaining }
        : {}),
    },
  );
  return { status: 200, body };
}
