import type { ServerResponse } from 'node:http';
import { apiVersionOf } from '../kinds';
import { expired, StatusError } from '../statusError';
import type { StoredChange } from '../store';
import type { ApiContext, ApiResponse, ResourceRequest } from './apiRequest';
import { storageKind } from './read';
import { representationFor } from './representation';
import {
  queryFlag,
  queryNumber,
  selectionOf,
  type Selection,
} from './selection';

/** Watches end after this long when the client sets no timeoutSeconds. */
const DEFAULT_TIMEOUT_SECONDS = 1800;
const LONGEST_TIMEOUT_SECONDS = 24 * 60 * 60;
/**
 * A client that does not read is cut off before it fills the memory. Far above the initial
 * events of a large kind, which are written at once.
 */
const MAX_BUFFERED_BYTES = 256 * 1024 * 1024;

/** What a change means to those who see only a selection: leaving it looks like deletion. */
function eventType(
  change: StoredChange,
  selection: Selection,
): StoredChange['type'] | undefined {
  const is = selection.matches(change.stored);
  if (change.type !== 'MODIFIED') return is ? change.type : undefined;
  const was = change.previous ? selection.matches(change.previous) : false;
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : undefined;
}

function checkInitialEvents(request: ResourceRequest): boolean {
  const { query } = request;
  const initial = query.get('sendInitialEvents');
  const match = query.get('resourceVersionMatch');
  if (initial === null ? match : match !== 'NotOlderThan') {
    throw new StatusError(
      422,
      'Invalid',
      `ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan`,
    );
  }
  return queryFlag(query, 'sendInitialEvents');
}

/** One stream of changes: a line of JSON each (`metav1.WatchEvent`). */
export function watchObjects(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const { query, kind, target } = request;
  const { store } = context;
  const selection = selectionOf(request);
  const as = representationFor(kind, request, context.now);
  const initialEvents = checkInitialEvents(request);
  const bookmarks = queryFlag(query, 'allowWatchBookmarks');
  const from = queryNumber(query, 'resourceVersion', 0);
  const seconds = Math.min(
    queryNumber(query, 'timeoutSeconds', 0) || DEFAULT_TIMEOUT_SECONDS,
    LONGEST_TIMEOUT_SECONDS,
  );
  const of = storageKind(request);
  const concerns = (change: StoredChange) =>
    change.groupKind.kind === of.kind && change.groupKind.group === of.group;

  function stream(response: ServerResponse): void {
    const write = (type: string, object: string) => {
      response.write(`{"type":"${type}","object":${object}}\n`);
      if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
    };
    const bookmark = (annotations?: Record<string, string>) =>
      write(
        'BOOKMARK',
        JSON.stringify({
          kind: kind.kind,
          apiVersion: apiVersionOf(kind),
          metadata: {
            resourceVersion: String(store.revision()),
            ...(annotations ? { annotations } : {}),
          },
        }),
      );
    const tell = (change: StoredChange) => {
      const type = concerns(change) && eventType(change, selection);
      if (type) write(type, as.object(change.stored));
    };

    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from === 0 || initialEvents) {
      store
        .storedList(of, target.namespace)
        .filter(selection.matches)
        .forEach(stored => write('ADDED', as.object(stored)));
      if (initialEvents && bookmarks) {
        bookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      const missed = store.changesSince(from);
      if (!missed) {
        const gone = expired(
          `too old resource version: ${from} (${store.revision()})`,
        );
        write('ERROR', JSON.stringify(gone.toStatus()));
        response.end();
        return;
      }
      missed.forEach(tell);
    }
    const stop = store.onChange(tell);
    const ticking = bookmarks
      ? setInterval(bookmark, context.bookmarkInterval)
      : undefined;
    const ending = setTimeout(() => {
      if (bookmarks) bookmark();
      response.end();
    }, seconds * 1000);
    response.once('close', () => {
      stop();
      clearInterval(ticking);
      clearTimeout(ending);
    });
  }

  return { stream };
}
