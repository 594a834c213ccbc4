import { isJsonObject, objectAt, textAt, type JsonObject } from '../json';
import { apiVersionOf, type ResourceKind } from '../kinds';
import { badRequest } from '../statusError';
import { isAllowed, type ApiUser } from './accessRule';

function accessReview(user: ApiUser, body: JsonObject): JsonObject {
  const wanted = objectAt(body, ['spec', 'resourceAttributes']);
  if (Object.keys(wanted).length === 0) {
    // Every user may discover; that is all that lives at a non-resource URL.
    const path = textAt(body, ['spec', 'nonResourceAttributes', 'path']);
    return {
      allowed: /^\/(api|apis|openapi|version|healthz|livez|readyz)/.test(path),
    };
  }
  const text = (field: string) => textAt(wanted, [field]);
  const allowed = isAllowed(user, {
    verb: text('verb'),
    group: text('group'),
    resource: text('resource'),
    ...(text('subresource') ? { subresource: text('subresource') } : {}),
    ...(text('namespace') ? { namespace: text('namespace') } : {}),
    ...(text('name') ? { name: text('name') } : {}),
  });
  return allowed
    ? { allowed }
    : { allowed, reason: `no rule of ${user.user} allows it` };
}

function rulesReview(user: ApiUser, body: JsonObject): JsonObject {
  const namespace = textAt(body, ['spec', 'namespace']);
  return {
    resourceRules: user.rules
      .filter(rule => !rule.namespaces || rule.namespaces.includes(namespace))
      .map(({ namespaces: _namespaces, ...rule }) => rule),
    nonResourceRules: [
      { verbs: ['get'], nonResourceURLs: ['/api/*', '/apis/*', '/version'] },
    ],
    incomplete: false,
  };
}

/** Answers what a user asks about themselves: may I, what may I, who am I. */
export function answerReview(
  kind: ResourceKind,
  user: ApiUser,
  body: unknown,
): JsonObject {
  if (!isJsonObject(body)) throw badRequest(`the body is no ${kind.kind}`);
  const answers: Record<string, () => JsonObject> = {
    SelfSubjectAccessReview: () => accessReview(user, body),
    SelfSubjectRulesReview: () => rulesReview(user, body),
    SelfSubjectReview: () => ({
      userInfo: {
        username: user.user,
        groups: [...user.groups, 'system:authenticated'],
      },
    }),
  };
  return {
    ...body,
    kind: kind.kind,
    apiVersion: apiVersionOf(kind),
    status: answers[kind.kind](),
  };
}
