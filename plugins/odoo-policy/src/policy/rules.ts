import type { PolicyResult } from '../evaluate/types';
import type { PolicyRule, PolicySet } from './policySet';
import type { AdmissionPolicy } from './schema';

/** The expressions of a policy that decide, with their places in its file. */
export function rulesOf(
  { metadata, spec }: AdmissionPolicy,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number,
): PolicyRule[] {
  return (['matchConditions', 'variables', 'validations'] as const).flatMap(
    list =>
      spec[list].map(({ expression }, index) => {
        const path = ['spec', list, index, 'expression'];
        return {
          policy: metadata.name,
          expression,
          file,
          line: lineOf(path),
          path: path.join('.'),
        };
      }),
  );
}

/** The rule that failed or erred, when it was one: missing parameters, for example, are none. */
const ruleOf = (
  { rules }: Pick<PolicySet, 'rules'>,
  { policy, expression }: Pick<PolicyResult, 'policy' | 'expression'>,
): PolicyRule | undefined =>
  rules.find(rule => rule.policy === policy && rule.expression === expression);

/**
 * What a result says to a person. What could not be decided is the policy's
 * fault as often as the object's: file, line and rule come with it.
 */
export function explain(
  set: Pick<PolicySet, 'rules'>,
  result: PolicyResult,
): string {
  const rule = result.verdict === 'error' ? ruleOf(set, result) : undefined;
  if (!rule) return result.message;
  const place = `${rule.file}:${rule.line}: `;
  // What does not compile says by itself where.
  return result.message.startsWith(rule.path)
    ? `${place}${result.message}`
    : `${place}${rule.path}: ${result.message}`;
}
