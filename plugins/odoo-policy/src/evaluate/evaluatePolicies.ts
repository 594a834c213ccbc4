import { CostMeter, TOTAL_COST_LIMIT } from '../cel/cost';
import { errorMessage } from '../cel/errors';
import { compilePolicy } from './compilePolicy';
import type { Surroundings } from './evaluateBinding';
import { evaluateObject } from './evaluateObject';
import { indexNamespaces } from './namespaces';
import { describeBriefly, describeTarget } from './target';
import type { PolicyEvaluation, PolicyResult } from './types';

/**
 * Judges every object by every policy as admission in a cluster would, and
 * never throws: what could not be decided is an `error`, never a `pass`.
 * No policies means no results, which a gate must not take as consent.
 */
export function evaluatePolicies(evaluation: PolicyEvaluation): PolicyResult[] {
  const { policies, bindings, objects } = evaluation;
  const compiled = policies.map(compilePolicy);
  const surroundings = surroundingsOf(evaluation);

  return objects.flatMap(change => {
    const target = attempt(() => describeTarget(change, evaluation.resources));
    return compiled.flatMap((policy): PolicyResult[] => {
      const failed = (object: string, message: string): PolicyResult[] => [
        {
          policy: policy.policy.metadata.name,
          object,
          verdict: 'error',
          message,
        },
      ];
      if ('problem' in target) {
        return failed(describeBriefly(change.object), target.problem);
      }
      if ('problem' in surroundings) {
        return failed(target.value.id, surroundings.problem);
      }
      const { value } = surroundings;
      const results = attempt(() =>
        evaluateObject(policy, bindings, target.value, value),
      );
      return 'problem' in results
        ? failed(target.value.id, results.problem)
        : results.value;
    });
  });
}

type Attempt<T> = { value: T } | { problem: string };

function surroundingsOf({
  namespaces,
  objects,
  params,
  paramsRequired,
  userInfo,
  totalCost = TOTAL_COST_LIMIT,
}: PolicyEvaluation): Attempt<Surroundings> {
  return attempt(() => ({
    namespaces: indexNamespaces(namespaces, objects),
    params,
    paramsRequired,
    userInfo,
    total: new CostMeter(totalCost),
  }));
}

function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    return { problem: errorMessage(error) };
  }
}
