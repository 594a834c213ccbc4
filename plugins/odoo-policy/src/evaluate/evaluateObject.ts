import type { PolicyBinding } from '../policy/schema';
import type { CompiledPolicy } from './compilePolicy';
import { evaluateBinding, Surroundings } from './evaluateBinding';
import { matchResources } from './matchResources';
import type { Target } from './target';
import type { PolicyResult, PolicyVerdict } from './types';

/**
 * The verdict of one policy on one object: one result, or one per validation
 * that does not hold. A policy without a binding is inert in a cluster; here
 * it is evaluated as if it denied, and says so, because a policy in the
 * folder is meant to hold.
 */
export function evaluateObject(
  compiled: CompiledPolicy,
  bindings: readonly PolicyBinding[],
  target: Target,
  surroundings: Surroundings,
): PolicyResult[] {
  const { metadata, spec } = compiled.policy;
  const result = (
    verdict: PolicyVerdict,
    message: string,
    more: Pick<PolicyResult, 'expression' | 'binding' | 'warnings'> = {},
  ): PolicyResult => ({
    policy: metadata.name,
    object: target.id,
    verdict,
    message,
    ...more,
  });

  const { namespaces } = surroundings;
  const matched = matchResources(spec.matchConstraints, target, namespaces);
  if (matched.match === 'no') return [result('not-matched', '')];
  if (matched.match === 'unknown') return [result('error', matched.why)];
  if (compiled.problems.length > 0) {
    return compiled.problems.map(({ path, expression, message }) =>
      result('error', `${path.join('.')}: ${message}`, { expression }),
    );
  }

  const own = bindings.filter(b => b.spec.policyName === metadata.name);
  const outcomes = (own.length > 0 ? own : [undefined]).map(binding =>
    evaluateBinding(compiled, binding, target, surroundings),
  );
  const warned = outcomes.flatMap(({ name, warnings }) =>
    warnings.map(message => ({ binding: name, message })),
  );
  const warnings = warned.length > 0 ? { warnings: warned } : {};
  const blocking = outcomes.flatMap(({ name, findings }) =>
    findings.map(({ kind, message, expression }) =>
      result(kind, message, {
        ...(expression !== undefined && { expression }),
        ...(name !== undefined && { binding: name }),
        ...warnings,
      }),
    ),
  );
  if (blocking.length > 0) return blocking;
  const notes = outcomes.flatMap(({ notes: own_ }) => own_).join('; ');
  return outcomes.every(({ applies }) => !applies)
    ? [result('not-matched', notes)]
    : [result('pass', notes, warnings)];
}
