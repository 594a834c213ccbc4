import {
  PolicyResult,
  PolicyVerdict,
  evaluatePolicies,
  explain,
} from '@plumbline/plugin-odoo-policy';
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
  ];
  const results = evaluatePolicies({
    policies: set.policies,
    bindings: set.bindings,
    params: set.params,
    objects: objects.map(object => ({ object, operation: 'CREATE' as const })),
    namespaces: [],
    // A pipeline may take its time, and has one of its own.
    totalCost: Infinity,
  });
  return [
    ...broken,
    ...byPolicyAndObject(
      results.map(result => ({ ...result, message: explain(set, result) })),
    ),
  ];
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
