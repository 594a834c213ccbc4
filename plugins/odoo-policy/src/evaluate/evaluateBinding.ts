import { COST_LIMIT, CostMeter } from '../cel/cost';
import type { PolicyBinding } from '../policy/schema';
import type { CompiledPolicy } from './compilePolicy';
import { BindingOutcome, enforce } from './enforcement';
import { matchResources } from './matchResources';
import type { KnownNamespace } from './namespaces';
import { resolveParams } from './params';
import {
  Finding,
  runAuditAnnotations,
  runMatchConditions,
  runValidations,
} from './runPolicy';
import type { Target } from './target';
import type { PolicyEvaluation } from './types';
import { requestVariables, validationVariables } from './variables';

/** What stays the same for every policy and object of an evaluation. */
export interface Surroundings
  extends Pick<PolicyEvaluation, 'params' | 'paramsRequired' | 'userInfo'> {
  namespaces: ReadonlyMap<string, KnownNamespace>;
  /** Of all policies and objects together. */
  total: CostMeter;
}

/** Evaluates a policy as one binding, or none, applies it. */
export function evaluateBinding(
  compiled: CompiledPolicy,
  binding: PolicyBinding | undefined,
  target: Target,
  { namespaces, params, paramsRequired, userInfo, total }: Surroundings,
): BindingOutcome {
  const name = binding?.metadata.name;
  const silent = { name, findings: [], notes: [], warnings: [] };
  const skipped = { ...silent, applies: false };
  const constraints = binding?.spec.matchResources;
  const matched = matchResources(constraints, target, namespaces);
  if (matched.match === 'no') return skipped;
  const unknown: BindingOutcome | undefined =
    matched.match === 'unknown'
      ? {
          ...silent,
          applies: true,
          findings: [{ kind: 'error', message: matched.why }],
        }
      : undefined;

  const { policy } = compiled;
  const resolved = resolveParams(policy, binding, params, target.namespace);
  if ('missing' in resolved) {
    if (unknown) return unknown;
    const { missing, what: message } = resolved;
    if (missing === 'Allow' && !paramsRequired) {
      return { ...silent, applies: true, notes: [message] };
    }
    return enforce(compiled, binding, [
      { kind: 'error', message, unknown: paramsRequired },
    ]);
  }

  const namespace = namespaces.get(target.namespace ?? '');
  const meter = new CostMeter(COST_LIMIT, total);
  const findings: Finding[] = [];
  let applies = false;
  for (const param of resolved.found) {
    const base = requestVariables(target, param, userInfo);
    const selected = runMatchConditions(compiled, base, meter);
    // What the conditions leave out they leave out of every namespace, known or not.
    if (selected === 'skipped') continue;
    if (unknown) return unknown;
    applies = true;
    if (selected !== 'selected') {
      findings.push(selected);
      continue;
    }
    const variables = validationVariables(base, compiled, namespace, meter);
    findings.push(
      ...runValidations(compiled, variables, meter),
      ...runAuditAnnotations(compiled, variables, meter),
    );
  }
  return applies ? enforce(compiled, binding, findings) : skipped;
}
