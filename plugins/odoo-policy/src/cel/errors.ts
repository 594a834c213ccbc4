/** The expression is not valid, or uses what the engine or Kubernetes lacks. */
export class CelCompileError extends Error {
  override readonly name = 'CelCompileError';
}

/** An expression compiled, but failed on these values. */
export class CelEvaluationError extends Error {
  override readonly name = 'CelEvaluationError';
}

/** What only this engine cannot do with these values: a cluster may come to an answer, and a refusal. */
export class CelUnsupportedError extends Error {
  override readonly name = 'CelUnsupportedError';
}

/** Evaluation was stopped because it became too expensive. */
export class CelCostError extends Error {
  override readonly name = 'CelCostError';
}

/**
 * The message of anything thrown, in one line: the engine appends an excerpt
 * of the expression on further lines, which tables and logs cannot show.
 */
export function errorMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // By the name that stands in the policy: see `replacementOf`.
  return text.split('\n', 1)[0].replaceAll('__kubernetes', '');
}
