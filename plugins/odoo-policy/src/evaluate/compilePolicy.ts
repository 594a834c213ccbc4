import type { Environment } from '@marcbachmann/cel-js';
import { compileExpression, Program } from '../cel/compile';
import { createEnvironment } from '../cel/environment';
import { errorMessage } from '../cel/errors';
import type { AdmissionPolicy } from '../policy/schema';

/** An expression that does not compile. */
export interface CompileProblem {
  path: readonly (string | number)[];
  expression: string;
  message: string;
}

/** A condition or variable, ready to run. */
export interface NamedProgram {
  name: string;
  expression: string;
  program: Program;
}

/** A validation, ready to run. */
export interface CompiledValidation {
  expression: string;
  program: Program;
  message?: string;
  messageProgram?: Program;
}

/** A policy, ready to run if there are no problems. */
export interface CompiledPolicy {
  policy: AdmissionPolicy;
  matchConditions: NamedProgram[];
  variables: NamedProgram[];
  validations: CompiledValidation[];
  auditAnnotations: NamedProgram[];
  problems: CompileProblem[];
}

const VARIABLES = ['object', 'oldObject', 'request', 'namespaceObject'];

const conditionEnvironment = createEnvironment(VARIABLES);
const environment = createEnvironment([...VARIABLES, 'variables']);
const conditionEnvironmentWithParams = createEnvironment([
  ...VARIABLES,
  'params',
]);
const environmentWithParams = createEnvironment([
  ...VARIABLES,
  'variables',
  'params',
]);

function compile(policy: AdmissionPolicy): CompiledPolicy {
  const { spec } = policy;
  const withParams = spec.paramKind !== undefined;
  const conditions = withParams
    ? conditionEnvironmentWithParams
    : conditionEnvironment;
  const expressions = withParams ? environmentWithParams : environment;
  const problems: CompileProblem[] = [];
  const declared = new Set<string>();

  function tryCompile(
    where: Environment,
    expression: string,
    path: CompileProblem['path'],
    returns?: readonly string[],
  ): Program | undefined {
    try {
      const program = compileExpression(where, expression, returns);
      const unknown = program.variables.find(name => !declared.has(name));
      if (where !== conditions && unknown !== undefined) {
        throw new Error(`there is no variable '${unknown}' before it`);
      }
      return program;
    } catch (error) {
      const message = `compilation failed: ${errorMessage(error)}`;
      problems.push({ path, expression, message });
      return undefined;
    }
  }

  const matchConditions = spec.matchConditions.flatMap((condition, index) => {
    const path = ['spec', 'matchConditions', index, 'expression'];
    const program = tryCompile(conditions, condition.expression, path, [
      'bool',
    ]);
    return program ? [{ ...condition, program }] : [];
  });
  const variables = spec.variables.flatMap((variable, index) => {
    const path = ['spec', 'variables', index, 'expression'];
    const program = tryCompile(expressions, variable.expression, path);
    declared.add(variable.name);
    return program ? [{ ...variable, program }] : [];
  });
  const validations = spec.validations.flatMap((validation, index) => {
    const path = ['spec', 'validations', index];
    const { expression, message, messageExpression } = validation;
    const program = tryCompile(
      expressions,
      expression,
      [...path, 'expression'],
      ['bool'],
    );
    const messageProgram =
      messageExpression === undefined
        ? undefined
        : tryCompile(
            expressions,
            messageExpression,
            [...path, 'messageExpression'],
            ['string'],
          );
    return program ? [{ expression, program, message, messageProgram }] : [];
  });
  const auditAnnotations = spec.auditAnnotations.flatMap(
    (annotation, index) => {
      const path = ['spec', 'auditAnnotations', index, 'valueExpression'];
      const { key: name, valueExpression: expression } = annotation;
      const program = tryCompile(expressions, expression, path, [
        'string',
        'null',
      ]);
      return program ? [{ name, expression, program }] : [];
    },
  );
  return {
    policy,
    matchConditions,
    variables,
    validations,
    auditAnnotations,
    problems,
  };
}

const compiledPolicies = new WeakMap<AdmissionPolicy, CompiledPolicy>();

/**
 * Compiles every expression of a policy, once: admission asks for every
 * object. As in the API server, match conditions cannot use variables,
 * variables only those before them, and `params` exists only with a paramKind.
 */
export function compilePolicy(policy: AdmissionPolicy): CompiledPolicy {
  const known = compiledPolicies.get(policy) ?? compile(policy);
  compiledPolicies.set(policy, known);
  return known;
}
