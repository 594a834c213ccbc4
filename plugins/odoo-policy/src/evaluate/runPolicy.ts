import { CostMeter } from '../cel/cost';
import { CelCostError, CelUnsupportedError, errorMessage } from '../cel/errors';
import type { CompiledPolicy, CompiledValidation } from './compilePolicy';
import { Variables } from './variables';

/** A validation that did not hold, or could not be decided. */
export interface Finding {
  kind: 'fail' | 'error';
  message: string;
  expression?: string;
  /** Of an error that a cluster might not have: no failurePolicy ignores it. */
  unknown?: boolean;
}

/** A cluster counts costs otherwise, and is able to do more: it may well come to an end. */
function errorOf(error: unknown, expression: string): Finding {
  const message = errorMessage(error);
  const unknown =
    error instanceof CelCostError || error instanceof CelUnsupportedError;
  return { kind: 'error', message, expression, ...(unknown && { unknown }) };
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
      const found = { ...errorOf(error, expression), message };
      // What no failurePolicy ignores goes before what one may.
      if (!finding || (found.unknown && !finding.unknown)) finding = found;
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
      return [errorOf(error, expression)];
    }
    const message = failureMessage(validation, variables, meter);
    return [{ kind: 'fail', message, expression }];
  });
}

/** `maxMessageLength` of the API server, in UTF-16 here and in bytes there. */
const MAX_MESSAGE_LENGTH = 5 * 1024;

/** What an audit annotation would say is nobody's to know here; that it cannot be computed denies, as there. */
export function runAuditAnnotations(
  { auditAnnotations }: CompiledPolicy,
  variables: Variables,
  meter: CostMeter,
): Finding[] {
  return auditAnnotations.flatMap(({ name, expression, program }) => {
    try {
      const value = program.evaluate(variables, meter);
      if (value === null || typeof value === 'string') return [];
      throw new Error('it is neither a string nor null');
    } catch (error) {
      const found = errorOf(error, expression);
      const message = `audit annotation '${name}': ${found.message}`;
      return [{ ...found, message }];
    }
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
    if (typeof text !== 'string') return fallback;
    const line = text.trim();
    const isUsable = line.length <= MAX_MESSAGE_LENGTH && !/[\r\n]/.test(line);
    return line && isUsable ? line : fallback;
  } catch (error) {
    return `${fallback} (messageExpression: ${errorMessage(error)})`;
  }
}
