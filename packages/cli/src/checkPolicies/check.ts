import {
  PolicyResult,
  PolicyVerdict,
  evaluatePolicies,
  explain,
} from '@plumbline/plugin-odoo-policy';
import { z } from 'zod';
import { policySetOf } from './policySetOf';
import { TextFile } from './readFiles';
import { readManifests } from './readManifests';

/** One policy and one object. */
export type Check = Pick<
  PolicyResult,
  'policy' | 'object' | 'verdict' | 'message'
>;

export interface CheckInput {
  policies: readonly TextFile[];
  params: readonly TextFile[];
  manifests: readonly TextFile[];
}

/** Stands where there is no policy or no object to name. */
const NONE = '-';

const SEVERITY: readonly PolicyVerdict[] = [
  'not-matched',
  'pass',
  'error',
  'fail',
];

const worse = (one: PolicyVerdict, other: PolicyVerdict) =>
  SEVERITY.indexOf(one) < SEVERITY.indexOf(other) ? other : one;

const error = (policy: string, message: string): Check => ({
  policy,
  object: NONE,
  verdict: 'error',
  message,
});

/**
 * The gate of the portal: one line for each policy and object. What could not be read is an `error` of its
 * own, and so is having nothing to check with or to check.
 */
export function check({ policies, params, manifests }: CheckInput): Check[] {
  const set = policySetOf(policies, params);
  const { objects, problems } = readManifests(manifests);
  const broken = [
    ...set.errors.map(({ file, line, path, message }) =>
      error(
        line ? `${file}:${line}` : file,
        path ? `${path}: ${message}` : message,
      ),
    ),
    ...problems.map(({ place, message }) => ({
      ...error(NONE, message),
      object: place,
    })),
    ...(set.policies.length === 0
      ? [error(NONE, 'no ValidatingAdmissionPolicy was found')]
      : []),
    ...(objects.length === 0 && problems.length === 0
      ? [error(NONE, 'no object was found in the manifests')]
      : []),
    // What lies in it would be judged by the last one alone.
    ...[...namedTwice(objects)].map(name => ({
      ...error(NONE, 'the manifests hold two of this Namespace'),
      object: `Namespace/${name}`,
    })),
  ];
  const results = evaluatePolicies({
    policies: set.policies,
    bindings: set.bindings,
    params: set.params,
    paramsRequired: true,
    objects: objects.map(object => ({ object, operation: 'CREATE' as const })),
    namespaces: [],
    // A pipeline may take its time, and has one of its own.
    totalCost: Infinity,
  });
  // As in the portal: policies whose bindings select nothing are as good as none.
  const unjudged =
    results.length > 0 &&
    results.every(({ verdict }) => verdict === 'not-matched');
  return [
    ...broken,
    ...(unjudged
      ? [error(NONE, 'no policy applies to any object: nothing was checked')]
      : []),
    ...byPolicyAndObject(
      results.map(result => ({ ...result, message: explain(set, result) })),
    ),
  ];
}

const namespaceSchema = z.object({
  apiVersion: z.literal('v1'),
  kind: z.literal('Namespace'),
  metadata: z.object({ name: z.string() }),
});

/** Namespaces that stand more than once among the objects. */
function namedTwice(objects: readonly unknown[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const object of objects) {
    const namespace = namespaceSchema.safeParse(object);
    if (!namespace.success) continue;
    const { name } = namespace.data.metadata;
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}

/** A validation that does not hold is a result of its own; here they are one. */
function byPolicyAndObject(results: readonly PolicyResult[]): Check[] {
  const checks = new Map<string, Check>();
  for (const { policy, object, verdict, message } of results) {
    const key = `${policy} ${object}`;
    const known = checks.get(key);
    checks.set(
      key,
      known
        ? {
            policy,
            object,
            verdict: worse(known.verdict, verdict),
            message: [known.message, message].filter(Boolean).join('; '),
          }
        : { policy, object, verdict, message },
    );
  }
  return [...checks.values()];
}
