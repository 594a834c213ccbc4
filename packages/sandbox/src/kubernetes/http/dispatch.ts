import { authenticate, checkAccess, type ApiUser } from '../access/accessRule';
import { answerReview } from '../access/reviews';
import {
  hasSubresource,
  subresourceVerbs,
  verbsOf,
  type ResourceKind,
} from '../kinds';
import { StatusError } from '../statusError';
import {
  json,
  type ApiContext,
  type ApiResponse,
  type RawRequest,
  type ResourceRequest,
} from './apiRequest';
import type { ListPages } from './listPages';
import { answerNonResource, isPublic } from './nonResource';
import { patchObject } from './patch';
import { readPodLog } from './podLog';
import { getObject, listObjects } from './read';
import { parseBody } from './requestBody';
import { parseTarget, type ResourceTarget } from './requestTarget';
import { scaleObject } from './scale';
import { queryFlag } from './selection';
import { watchObjects } from './watch';
import {
  createObject,
  deleteCollection,
  deleteObject,
  updateObject,
} from './write';

/** What dispatching needs besides the request. */
export interface Dispatch {
  context: ApiContext;
  users: readonly ApiUser[];
  pages: ListPages;
  version: string;
}

function verbOf(request: RawRequest, target: ResourceTarget): string {
  const named = target.name !== undefined;
  const verbs: Record<string, string> = {
    GET: named ? 'get' : 'list',
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: named ? 'delete' : 'deletecollection',
  };
  if (request.method === 'GET' && queryFlag(request.query, 'watch')) {
    return 'watch';
  }
  return verbs[request.method] ?? request.method.toLowerCase();
}

/** Whether discovery promises this verb at this place. */
function isServed(kind: ResourceKind, target: ResourceTarget, verb: string) {
  const { name, subresource } = target;
  if (subresource) return subresourceVerbs(subresource).includes(verb);
  const needsName = ['get', 'update', 'patch', 'delete'].includes(verb);
  const fits = verb === 'watch' || needsName === (name !== undefined);
  return fits && verbsOf(kind).includes(verb);
}

function notAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

function handleResource(
  request: ResourceRequest,
  verb: string,
  { context, pages }: Dispatch,
): ApiResponse {
  const { kind, target, user } = request;
  if (!isServed(kind, target, verb)) throw notAllowed();
  if (kind.review) {
    return json(201, answerReview(kind, user, parseBody(request)));
  }
  if (target.subresource === 'scale') return scaleObject(request, context);
  if (target.subresource === 'log') return readPodLog(request, context);
  const handlers: Record<string, () => ApiResponse> = {
    get: () => getObject(request, context),
    list: () => listObjects(request, context, pages),
    watch: () => watchObjects(request, context),
    create: () => createObject(request, context),
    update: () => updateObject(request, context),
    patch: () => patchObject(request, context),
    delete: () => deleteObject(request, context),
    deletecollection: () => deleteCollection(request, context),
  };
  return handlers[verb]();
}

/** RFC 7234, section 5.5, as `k8s.io/apimachinery/pkg/util/net` writes it: 299 persists and comes from nobody in particular. */
function withWarnings(answer: ApiResponse, warnings: string[]): ApiResponse {
  if ('stream' in answer || warnings.length === 0) return answer;
  const warning = warnings.map(text => `299 - ${JSON.stringify(text)}`);
  return { ...answer, headers: { warning } };
}

/** Who asks, for what, may they, and what is the answer; fails with a StatusError. */
export function dispatch(
  raw: RawRequest & { body: Buffer },
  settings: Dispatch,
): ApiResponse {
  const { context, users, version } = settings;
  const { kinds } = context.store;
  if (isPublic(raw.path)) return answerNonResource(raw, context, version);
  const user = authenticate(users, raw.headers.authorization);
  const target = parseTarget(raw.path);
  if (!target) return answerNonResource(raw, context, version);
  const { group, resource, subresource, namespace, name } = target;
  const kind = kinds.findResource(group, target.version, resource);
  const known =
    kind &&
    (kind.namespaced || !namespace) &&
    (!subresource ||
      (['status', 'scale', 'log'] as const).some(
        each => each === subresource && hasSubresource(kind, each),
      ));
  if (!known) {
    throw new StatusError(
      404,
      'NotFound',
      'the server could not find the requested resource',
    );
  }
  const verb = verbOf(raw, target);
  // Everybody may ask about themselves.
  if (!kind.review) {
    checkAccess(user, { verb, group, resource, subresource, namespace, name });
  }
  const warnings: string[] = [];
  const request = { ...raw, user, kind, target, warnings };
  return withWarnings(handleResource(request, verb, settings), warnings);
}
