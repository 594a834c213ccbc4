import { CostMeter } from '../cel/cost';
import type { CelValue } from '../cel/values';
import type { CompiledPolicy } from './compilePolicy';
import type { KnownNamespace } from './namespaces';
import type { Target } from './target';
import type { PolicyEvaluation } from './types';

/** Values of the variables that expressions can use. */
export type Variables = Record<string, unknown>;

/**
 * What the API server gives to expressions. `userInfo` is left out when it is
 * not known, so that expressions about the user err instead of guessing. What
 * is empty the API server leaves out itself (`json:"subResource,omitempty"` in
 * k8s.io/api/admission/v1): an expression that reads it errs there and here.
 */
export function requestVariables(
  target: Target,
  params: CelValue,
  userInfo: PolicyEvaluation['userInfo'],
): Variables {
  const { group, version, kind, resource } = target;
  const groupVersionKind = new Map(Object.entries({ group, version, kind }));
  const groupVersionResource = new Map(
    Object.entries({ group, version, resource }),
  );
  const request = new Map<string, unknown>([
    ['kind', groupVersionKind],
    ['requestKind', groupVersionKind],
    ['resource', groupVersionResource],
    ['requestResource', groupVersionResource],
    ['operation', target.operation],
    ['dryRun', false],
  ]);
  if (target.name) request.set('name', target.name);
  if (target.namespace) request.set('namespace', target.namespace);
  if (userInfo) {
    const { username, groups } = userInfo;
    request.set(
      'userInfo',
      new Map<string, unknown>([
        ['username', username],
        ['groups', [...groups]],
      ]),
    );
  }
  return {
    object: target.object,
    oldObject: target.oldObject,
    request,
    params,
    // Match conditions run without it, as in the API server.
    namespaceObject: null,
  };
}

/**
 * Adds `namespaceObject` and `variables`. A variable is evaluated when first
 * read, once; so an unused one that would fail does no harm. The engine only
 * accepts a plain object here, so laziness comes from getters.
 */
export function validationVariables(
  base: Variables,
  { variables }: CompiledPolicy,
  namespace: KnownNamespace | undefined,
  meter: CostMeter,
): Variables {
  const lazy: object = Object.create(null);
  const all = {
    ...base,
    namespaceObject: namespace?.object ?? null,
    variables: lazy,
  };
  for (const { name, program } of variables) {
    let read: (() => unknown) | undefined;
    Object.defineProperty(lazy, name, {
      enumerable: true,
      get() {
        read ??= outcomeOf(() => program.evaluate(all, meter));
        return read();
      },
    });
  }
  return all;
}

/** Runs once and repeats the outcome, an error included. */
function outcomeOf(run: () => unknown): () => unknown {
  try {
    const value = run();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
