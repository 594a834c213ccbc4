import { CostMeter } from '../cel/cost';
import { errorMessage } from '../cel/errors';
import type { CompiledPolicy, CompiledValidation } from './compilePolicy';
import { Variables } from './variables';

/** A validation that did not hold, or could not be decided. */
export interface Finding {
  kind: 'fail' | 'error';
  message: string;
  expression?: string;
}

/** Whether the match conditions select the object. */
export type ConditionOutcome = 'selected' | 'skipped' | Finding;

/**
 * All must hold. One that is false skips the policy even when another errs,
 * as in the API server.
 */
export function runMatchConditions(
  { matchConditions }: CompiledPolicy,
  variables: Variables,
  meter: CostMeter,
): ConditionOutcome {
  let finding: Finding | undefined;
  for (const { name, expression, program } of matchConditions) {
    try {
      const value = program.evaluate(variables, meter);
      if (value === false) return 'skipped';
      if (value !== true) throw new Error('it is not a bool');
    } catch (error) {
      const message = `match condition '${name}': ${errorMessage(error)}`;
      finding ??= { kind: 'error', message, expression };
    }
  }
  return finding ?? 'selected';
}

/** Runs every validation; empty when all hold. */
export function runValidations(
  { validations }: CompiledPolicy,
  variables: Variables,
  meter: CostMeter,
): Finding[] {
  return validations.flatMap((validation): Finding[] => {
    const { expression, program } = validation;
    try {
      const value = program.evaluate(variables, meter);
      if (value === true) return [];
      if (value !== false) throw new Error('the expression is not a bool');
    } catch (error) {
      return [{ kind: 'error', message: errorMessage(error), expression }];
    }
    const message = failureMessage(validation, variables, meter);
    return [{ kind: 'fail', message, expression }];
  });
}

/**
 * The message expression if it yields one line of text, else the message,
 * else the expression. That the message could not be computed must not hide
 * the failure, so its error only shows in the text.
 */
function failureMessage(
  { expression, message, messageProgram }: CompiledValidation,
  variables: Variables,
  meter: CostMeter,
): string {
  const fallback = message?.trim() || `failed expression: ${expression.trim()}`;
  if (!messageProgram) return fallback;
  try {
    const text = messageProgram.evaluate(variables, meter);
    return typeof text === 'string' && text.trim() && !/[\r\n]/.test(text)
      ? text.trim()
      : fallback;
  } catch (error) {
    return `${fallback} (messageExpression: ${errorMessage(error)})`;
  }
}
