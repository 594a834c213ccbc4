/** What a path of the API is about. */
export interface ResourceTarget {
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A malformed escape names nothing; the lookup then answers 404.
    return segment;
  }
}

/**
 * Reads `/api/v1/...` and `/apis/<group>/<version>/...`; undefined for a path that names no
 * resource (discovery, health, OpenAPI).
 */
export function parseTarget(path: string): ResourceTarget | undefined {
  const segments = path.split('/').filter(Boolean).map(decode);
  const core = segments[0] === 'api';
  if (!core && segments[0] !== 'apis') return undefined;
  const [group, version, ...rest] = core
    ? ['', ...segments.slice(1)]
    : segments.slice(1);
  if (group === undefined || version === undefined || rest.length === 0) {
    return undefined;
  }
  const inNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !(rest.length === 3 && NAMESPACE_SUBRESOURCES.includes(rest[2]));
  const [resource, name, subresource] = inNamespace ? rest.slice(2) : rest;
  return {
    group,
    version,
    resource,
    ...(inNamespace ? { namespace: rest[1] } : {}),
    ...(name !== undefined ? { name } : {}),
    ...(subresource !== undefined ? { subresource } : {}),
  };
}
