import type { MatchResources, ResourceRule } from '../policy/matchSchema';
import type { KnownNamespace } from './namespaces';
import { isEmptySelector, selects } from './selectors';
import type { Target } from './target';

type Namespaces = ReadonlyMap<string, KnownNamespace>;

/** Whether a policy or binding applies; `unknown` must never become `no`. */
export type Match = { match: 'yes' | 'no' } | { match: 'unknown'; why: string };

/** Never judged: a policy must not be able to keep itself from being mended. */
const EXEMPT = 'admissionregistration.k8s.io';

const YES: Match = { match: 'yes' };
const NO: Match = { match: 'no' };

/**
 * admissionregistration.k8s.io MatchResources. Without rules every resource
 * matches (a binding narrows only what it names).
 */
export function matchResources(
  constraints: MatchResources | undefined,
  target: Target,
  namespaces: Namespaces,
): Match {
  if (target.group === EXEMPT) return NO;
  if (!constraints) return YES;
  const { resourceRules, excludeResourceRules = [], matchPolicy } = constraints;
  const exact = matchPolicy === 'Exact';
  if (excludeResourceRules.some(rule => matchesRule(rule, target, exact))) {
    return NO;
  }
  if (
    resourceRules &&
    resourceRules.length > 0 &&
    !resourceRules.some(rule => matchesRule(rule, target, exact))
  ) {
    return NO;
  }
  const { objectSelector } = constraints;
  if (
    !selects(objectSelector, target.labels) &&
    !(target.oldLabels && selects(objectSelector, target.oldLabels))
  ) {
    return NO;
  }
  return matchNamespace(constraints, target, namespaces);
}

function matchNamespace(
  { namespaceSelector }: MatchResources,
  target: Target,
  namespaces: Namespaces,
): Match {
  if (isEmptySelector(namespaceSelector)) return YES;
  const isNamespace = target.group === '' && target.kind === 'Namespace';
  // Objects in the cluster scope are never skipped by their namespace.
  if (!target.namespaced && !isNamespace) return YES;
  const name = isNamespace ? target.name : target.namespace;
  if (name === undefined) {
    return { match: 'unknown', why: 'the object names no namespace' };
  }
  const namespace = namespaces.get(name);
  if (!namespace) {
    return { match: 'unknown', why: `the namespace '${name}' is not known` };
  }
  return selects(namespaceSelector, namespace.labels) ? YES : NO;
}

/**
 * With matchPolicy Equivalent the API server converts the object to the
 * version that the rule names. That needs a cluster, so here the object is
 * evaluated in its own version rather than not at all.
 */
function matchesRule(
  rule: ResourceRule,
  target: Target,
  exact: boolean,
): boolean {
  const scope = target.namespaced ? 'Namespaced' : 'Cluster';
  return (
    includes(rule.operations, target.operation) &&
    includes(rule.apiGroups, target.group) &&
    (!exact || includes(rule.apiVersions, target.version)) &&
    rule.resources.some(named => namesResource(named, target.resource)) &&
    includes([rule.scope], scope) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(target.name))
  );
}

/**
 * As the API server takes a rule apart: `pods`, `*` and their forms with all subresources name the object itself,
 * `pods/status` only its subresource, which no manifest is.
 */
function namesResource(named: string, resource: string): boolean {
  const [name, subresource = ''] = named.split('/', 2);
  return (name === '*' || name === resource) && ['', '*'].includes(subresource);
}

function includes(allowed: readonly string[], value: string): boolean {
  return allowed.includes('*') || allowed.includes(value);
}
