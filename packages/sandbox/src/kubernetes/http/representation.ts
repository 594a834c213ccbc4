import type { JsonObject } from '../json';
import { apiVersionOf, type ResourceKind } from '../kinds';
import { StatusError } from '../statusError';
import type { StoredObject } from '../store';
import { fromStored } from '../store/storedObject';
import { toTable, type IncludeObject } from '../table/table';
import type { RawRequest } from './apiRequest';
import { asEventsV1 } from './eventsV1';

/** How a client wants objects: as they are, as table rows, or only their metadata. */
export interface Representation {
  object(stored: StoredObject): string;
  list(objects: readonly StoredObject[], metadata: JsonObject): string;
}

function objectText(kind: ResourceKind, stored: StoredObject): string {
  return kind.storedAs
    ? JSON.stringify(asEventsV1(fromStored(stored)))
    : stored.json;
}

/** Items of built-in kinds carry neither apiVersion nor kind, as a cluster's do not. */
function itemText(kind: ResourceKind, stored: StoredObject): string {
  const text = objectText(kind, stored);
  if (kind.custom) return text;
  const prefix = `{"apiVersion":"${apiVersionOf(kind)}","kind":"${kind.kind}",`;
  return text.startsWith(prefix) ? `{${text.slice(prefix.length)}` : text;
}

function plain(kind: ResourceKind): Representation {
  return {
    object: stored => objectText(kind, stored),
    list: (objects, metadata) => {
      const head = JSON.stringify({
        kind: `${kind.kind}List`,
        apiVersion: apiVersionOf(kind),
        metadata,
      });
      const items = objects.map(stored => itemText(kind, stored)).join(',');
      return `${head.slice(0, -1)},"items":[${items}]}`;
    },
  };
}

function table(
  kind: ResourceKind,
  include: IncludeObject,
  now: () => Date,
): Representation {
  const rows = (objects: readonly StoredObject[], metadata: JsonObject) =>
    JSON.stringify(toTable(kind, objects, metadata, include, now()));
  return {
    object: stored =>
      rows([stored], { resourceVersion: String(stored.revision) }),
    list: rows,
  };
}

function partial(stored: StoredObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: fromStored(stored).metadata,
  };
}

const partialMetadata: Representation = {
  object: stored => JSON.stringify(partial(stored)),
  list: (objects, metadata) =>
    JSON.stringify({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: objects.map(partial),
    }),
};

interface Accepted {
  type: string;
  as?: string;
  group?: string;
  version?: string;
}

/** The media ranges of an Accept header, in order. */
export function parseAccept(header: string | undefined): Accepted[] {
  return (header || 'application/json').split(',').map(range => {
    const [type, ...parameters] = range.split(';').map(part => part.trim());
    const named = new Map(
      parameters.map(parameter => {
        const [key, value = ''] = parameter.split('=');
        return [key, value] as const;
      }),
    );
    return {
      type,
      as: named.get('as'),
      group: named.get('g'),
      version: named.get('v'),
    };
  });
}

function includeObject(query: URLSearchParams): IncludeObject {
  const asked = query.get('includeObject');
  return asked === 'None' || asked === 'Object' ? asked : 'Metadata';
}

/** The first representation of the Accept header that exists; fails with 406. */
export function representationFor(
  kind: ResourceKind,
  request: RawRequest,
  now: () => Date,
): Representation {
  for (const { type, as, version } of parseAccept(request.headers.accept)) {
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue;
    if (!as) return plain(kind);
    if (version !== 'v1') continue;
    if (as === 'Table') return table(kind, includeObject(request.query), now);
    if (as.startsWith('PartialObjectMetadata')) return partialMetadata;
  }
  throw new StatusError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json',
  );
}
