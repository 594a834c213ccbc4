import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import { CostMeter } from './cost';
import { assertDeclaredFields } from './declaredFields';
import { fieldOfVariable, rootNode, writtenNodes } from './engineAst';
import { CelCompileError, CelEvaluationError, errorMessage } from './errors';
import { adaptToKubernetes, assertHomogeneousLiterals } from './dialect';
import { guardFields } from './fields';
import { meterNodes } from './metering';

/** Longer expressions are refused before they are parsed. */
export const MAX_EXPRESSION_LENGTH = 32 * 1024;

/** A compiled expression. */
export interface Program {
  /** The fields of `variables` that it reads. */
  readonly variables: readonly string[];
  /** Throws when evaluation fails or the meter's limit is reached. */
  evaluate(bindings: Record<string, unknown>, meter: CostMeter): unknown;
}

/**
 * Compiles an expression, so that what the engine cannot do shows here and
 * not as a wrong verdict. `returns` lists the types that the result may have;
 * an undecided type (dyn) is accepted and is the caller's to check.
 * Throws CelCompileError.
 */
export function compileExpression(
  environment: Environment,
  expression: string,
  returns?: readonly string[],
): Program {
  const parsed = parse(environment, expression);
  const root = rootNode(parsed);
  adaptToKubernetes(root);
  const checked = parsed.check();
  if (!checked.valid) throw new CelCompileError(errorMessage(checked.error));
  assertDeclaredFields(root);
  assertHomogeneousLiterals(root);
  const type = checked.type ?? 'dyn';
  if (returns && type !== 'dyn' && !returns.includes(type)) {
    throw new CelCompileError(
      `the expression must evaluate to ${returns.join(' or ')}, not ${type}`,
    );
  }

  let active = new CostMeter();
  guardFields(root);
  meterNodes(root, () => active);
  return {
    variables: [...writtenNodes(root)].flatMap(
      node => fieldOfVariable(node, 'variables') ?? [],
    ),
    evaluate(bindings, meter) {
      active = meter;
      const result: unknown = parsed(bindings);
      meter.assertWithinLimit();
      if (result instanceof Promise) {
        throw new CelEvaluationError('asynchronous functions are not allowed');
      }
      return result;
    },
  };
}

function parse(environment: Environment, expression: string): ParseResult {
  if (expression.length > MAX_EXPRESSION_LENGTH) {
    throw new CelCompileError(
      `the expression is longer than ${MAX_EXPRESSION_LENGTH} characters`,
    );
  }
  try {
    return environment.parse(expression);
  } catch (error) {
    throw new CelCompileError(errorMessage(error), { cause: error });
  }
}
