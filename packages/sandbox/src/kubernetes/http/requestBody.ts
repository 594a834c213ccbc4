import { parse as parseYaml } from 'yaml';
import { isJsonObject } from '../json';
import { apiVersionOf, groupOf, type ResourceKind } from '../kinds';
import { badRequest, StatusError } from '../statusError';
import type { NewObject } from '../store';
import type { ResourceRequest } from './apiRequest';
import { decodeProtobuf, isProtobuf } from '../protobuf/decode';

/** The media type of the body without its parameters. */
export function contentTypeOf(request: ResourceRequest): string {
  const header = request.headers['content-type'] ?? 'application/json';
  return header.split(';')[0].trim().toLowerCase();
}

export function unsupportedMediaType(accepted: string[]): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

const OBJECT_TYPES = ['application/json', 'application/yaml'];

/** The body as data, undefined when there is none; fails with 400 or 415. */
export function parseBody(request: ResourceRequest): unknown {
  const { body } = request;
  const type = contentTypeOf(request);
  if (body.length === 0) return undefined;
  if (type === 'application/vnd.kubernetes.protobuf' && isProtobuf(body)) {
    return decodeProtobuf(body);
  }
  try {
    if (type.endsWith('json')) return JSON.parse(body.toString());
    if (type.endsWith('yaml')) return parseYaml(body.toString());
  } catch (error) {
    throw badRequest(`error decoding the body: ${error}`);
  }
  throw unsupportedMediaType(OBJECT_TYPES);
}

/**
 * An object of the kind and place that the URL says; a body that says otherwise is a
 * BadRequest (400).
 */
export function asObject(request: ResourceRequest, body: unknown): NewObject {
  const { kind, target } = request;
  if (!isJsonObject(body)) throw badRequest('the body is no object');
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  // Typed clients leave both out: for built-in kinds the URL says enough.
  const typed = !kind.custom && !body.apiVersion && !body.kind;
  if (!typed) checkKind(kind, body.apiVersion, body.kind);
  const namespace = kind.namespaced
    ? target.namespace ?? metadata.namespace
    : undefined;
  if (metadata.namespace && namespace && metadata.namespace !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request (${metadata.namespace} and ${namespace})`,
    );
  }
  if (target.name && metadata.name && metadata.name !== target.name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${target.name})`,
    );
  }
  return {
    ...body,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: {
      ...metadata,
      ...(target.name ? { name: target.name } : {}),
      ...(namespace ? { namespace } : {}),
    },
  } as NewObject;
}

function checkKind(kind: ResourceKind, apiVersion: unknown, name: unknown) {
  const group = typeof apiVersion === 'string' ? groupOf(apiVersion) : '';
  const version =
    typeof apiVersion === 'string' ? apiVersion.split('/').at(-1) : '';
  if (group !== kind.group || version !== kind.version || name !== kind.kind) {
    throw badRequest(
      `${name} in version "${apiVersion}" cannot be handled as a ${kind.kind}`,
    );
  }
}
