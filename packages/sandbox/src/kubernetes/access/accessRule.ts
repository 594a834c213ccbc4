import { StatusError } from '../statusError';

/** What its bearer may do, in the terms of an RBAC PolicyRule; `*` is everything. */
export interface AccessRule {
  verbs: readonly string[];
  apiGroups: readonly string[];
  /** `pods`, `pods/log`, `*`. */
  resources: readonly string[];
  resourceNames?: readonly string[];
  /** Only in these namespaces; absent: everywhere and cluster-wide. */
  namespaces?: readonly string[];
}

/** A bearer of a token. */
export interface ApiUser {
  token: string;
  user: string;
  groups: readonly string[];
  rules: readonly AccessRule[];
}

/** What a request wants to do. */
export interface AccessAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

function covers(allowed: readonly string[], value: string): boolean {
  return allowed.includes('*') || allowed.includes(value);
}

function ruleAllows(rule: AccessRule, wanted: AccessAttributes): boolean {
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return (
    covers(rule.verbs, verb) &&
    covers(rule.apiGroups, group) &&
    (covers(rule.resources, full) ||
      (subresource !== undefined &&
        rule.resources.includes(`*/${subresource}`))) &&
    (!rule.resourceNames ||
      (name !== undefined && rule.resourceNames.includes(name))) &&
    (!rule.namespaces ||
      (namespace !== undefined && rule.namespaces.includes(namespace)))
  );
}

export function isAllowed(user: ApiUser, wanted: AccessAttributes): boolean {
  return user.rules.some(rule => ruleAllows(rule, wanted));
}

/** Fails with Forbidden (403), worded as a cluster words it. */
export function checkAccess(user: ApiUser, wanted: AccessAttributes): void {
  if (isAllowed(user, wanted)) return;
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const full = subresource ? `${resource}/${subresource}` : resource;
  const subject = group ? `${resource}.${group}` : resource;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  throw new StatusError(
    403,
    'Forbidden',
    `${subject}${name ? ` "${name}"` : ''} is forbidden: User "${
      user.user
    }" cannot ${verb} resource "${full}" in API group "${group}" ${scope}`,
    { ...(name ? { name } : {}), group, kind: resource },
  );
}

/** The bearer of a token; fails with Unauthorized (401). */
export function authenticate(
  users: readonly ApiUser[],
  authorization: string | undefined,
): ApiUser {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  const found = users.find(user => user.token === token);
  if (!found) throw new StatusError(401, 'Unauthorized', 'Unauthorized');
  return found;
}
