import {
  aggregatedDiscovery,
  coreVersions,
  groupList,
  groupOfName,
  resourceList,
} from '../discovery/discovery';
import { openApiDocument, openApiIndex } from '../openapi/openapi';
import { StatusError } from '../statusError';
import {
  json,
  type ApiContext,
  type ApiResponse,
  type RawRequest,
} from './apiRequest';
import { parseAccept } from './representation';

/** Paths that a client may read before it says who it is. */
export function isPublic(path: string): boolean {
  return /^\/(healthz|livez|readyz|version)$/.test(path);
}

function acceptsAggregated(request: RawRequest): boolean {
  return parseAccept(request.headers.accept).some(
    ({ as, group, version }) =>
      as === 'APIGroupDiscoveryList' &&
      group === 'apidiscovery.k8s.io' &&
      version === 'v2',
  );
}

function found(path: string, body: unknown): ApiResponse {
  if (body === undefined) {
    throw new StatusError(
      404,
      'NotFound',
      `the server could not find the requested resource: ${path}`,
    );
  }
  return json(200, body);
}

/** Version, health, discovery and OpenAPI; fails with NotFound (404). */
export function answerNonResource(
  request: RawRequest,
  context: ApiContext,
  version: string,
): ApiResponse {
  const path = request.path.replace(/\/$/, '');
  const { kinds } = context.store;
  if (/^\/(healthz|livez|readyz)$/.test(path)) {
    return { status: 200, contentType: 'text/plain', body: 'ok' };
  }
  if (path === '/version') {
    const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? ['', '', ''];
    return json(200, {
      major,
      minor,
      gitVersion: version,
      platform: `${process.platform}/${process.arch}`,
    });
  }
  if (path === '/api' || path === '/apis') {
    const core = path === '/api';
    if (acceptsAggregated(request)) {
      return {
        status: 200,
        contentType:
          'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
        body: JSON.stringify(aggregatedDiscovery(kinds, core)),
      };
    }
    return json(200, core ? coreVersions() : groupList(kinds));
  }
  if (path === '/openapi/v3') return json(200, openApiIndex(kinds));
  const [, openapi, group = '', groupVersion] =
    /^(\/openapi\/v3)?\/(?:api|apis\/([^/]+))(?:\/([^/]+))?$/.exec(path) ?? [];
  if (groupVersion) {
    const make = openapi ? openApiDocument : resourceList;
    return found(path, make(kinds, group, groupVersion));
  }
  return found(path, group ? groupOfName(kinds, group) : undefined);
}
