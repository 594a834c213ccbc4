import { callOf, EngineNode, literalElements, writtenNodes } from './engineAst';
import { CelCompileError } from './errors';

/**
 * The name under which `matches` is called after the rewrite. It cannot be
 * written in CEL, so no policy can depend on it.
 */
export const RE2_MATCHES = 'matches (RE2)';

/** Methods that the engine has and no API server: `b'…'.json()` and others. */
const FOREIGN_METHODS = new Set(['json', 'hex', 'base64', 'string', 'at']);

/** Namespaces that the engine has and no API server: `cel.bind()`. */
const FOREIGN_NAMES = new Set(['cel']);

/**
 * Turns the engine's dialect into that of Kubernetes. `matches` of the engine
 * backtracks (`^(a+)+$` hangs) and cannot be overridden, so each call of it is
 * renamed in the syntax tree. What only the engine knows is refused: such a
 * policy would pass here and be rejected by every cluster.
 */
export function adaptToKubernetes(root: EngineNode): void {
  for (const node of writtenNodes(root)) {
    const call = callOf(node);
    if (node.op === 'id' && FOREIGN_NAMES.has(String(node.args))) {
      throw new CelCompileError(`Kubernetes has no '${node.args}'`);
    }
    if (call?.receiver === undefined) continue;
    if (FOREIGN_METHODS.has(call.name)) {
      throw new CelCompileError(`Kubernetes has no method '${call.name}'`);
    }
    if (call.name === 'matches') call.rename(RE2_MATCHES);
  }
}

/**
 * Refuses `[1, 'a']` as the API server does. The engine's own check also
 * refuses `[object.a, 'b']`, where a type is not known yet, and lists for
 * `format`, which may be mixed. Call it after the type check.
 */
export function assertHomogeneousLiterals(root: EngineNode): void {
  const exempt = new Set<unknown>();
  for (const node of writtenNodes(root)) {
    const call = callOf(node);
    if (call?.name === 'format') {
      for (const argument of writtenNodes(call.args)) exempt.add(argument);
    }
  }
  for (const node of writtenNodes(root)) {
    if (exempt.has(node)) continue;
    const types = new Set(
      literalElements(node).flatMap(({ checkedType }) =>
        checkedType && checkedType.kind !== 'dyn' ? [checkedType.name] : [],
      ),
    );
    if (types.size > 1 && ![...types].some(name => name.includes('<'))) {
      throw new CelCompileError(
        `elements must have one type, found ${[...types].join(' and ')}`,
      );
    }
  }
}
