import type {
  Environment,
  RegisteredFunctionHandler,
} from '@marcbachmann/cel-js';

/**
 * Registers synchronous functions by signature. Each needs its own function
 * object: the engine caches a calling convention on it.
 */
export function declare(
  environment: Environment,
  functions: Record<string, RegisteredFunctionHandler>,
): void {
  for (const [signature, handler] of Object.entries(functions)) {
    environment.registerFunction(signature, handler, { async: false });
  }
}

/** Makes `name.function()` callable: the engine has no qualified names. */
export function declareNamespace(
  environment: Environment,
  name: string,
  type: string,
): void {
  const Namespace = { [type]: class {} }[type];
  environment.registerType(type, Namespace);
  environment.registerConstant(name, type, new Namespace());
}
