import { callOf, EngineNode, literalElements, writtenNodes } from './engineAst';
import { CelCompileError } from './errors';

/** Marks functions of ours that stand for the engine's; a policy that writes it is refused. */
const REPLACEMENT = '__kubernetes';

/**
 * Functions of the engine that answer otherwise than those of the API server: `matches` backtracks (`^(a+)+$` hangs),
 * `int('')` is 0, `substring` counts in UTF-16, and hours come from the clock of the machine.
 */
const REPLACED_FUNCTIONS = new Set([
  'int',
  'double',
  'string',
  'timestamp',
  'duration',
]);
const REPLACED_METHODS = new Set([
  'matches',
  'lowerAscii',
  'upperAscii',
  'trim',
  'indexOf',
  'lastIndexOf',
  'substring',
  'split',
  'getDate',
  'getDayOfMonth',
  'getDayOfWeek',
  'getDayOfYear',
  'getFullYear',
  'getHours',
  'getMilliseconds',
  'getMinutes',
  'getMonth',
  'getSeconds',
]);

/** The name under which a function is registered that replaces one of the engine, which cannot be overridden. */
export function replacementOf(name: string): string {
  return `${name}${REPLACEMENT}`;
}

/** Methods that the engine has and no API server: `b'…'.json()` and others. */
const FOREIGN_METHODS = new Set(['json', 'hex', 'base64', 'string', 'at']);

/** Namespaces that the engine has and no API server: `cel.bind()`. */
const FOREIGN_NAMES = new Set(['cel']);

/**
 * Turns the engine's dialect into that of Kubernetes: calls of what is replaced
 * are renamed in the syntax tree. What only the engine knows is refused: such a
 * policy would pass here and be rejected by every cluster.
 */
export function adaptToKubernetes(root: EngineNode): void {
  for (const node of writtenNodes(root)) {
    const call = callOf(node);
    if (node.op === 'id' && FOREIGN_NAMES.has(String(node.args))) {
      throw new CelCompileError(`Kubernetes has no '${node.args}'`);
    }
    if (call === undefined) continue;
    const isMethod = call.receiver !== undefined;
    if (
      call.name.endsWith(REPLACEMENT) ||
      (isMethod && FOREIGN_METHODS.has(call.name))
    ) {
      throw new CelCompileError(`Kubernetes has no method '${call.name}'`);
    }
    const replaced = isMethod ? REPLACED_METHODS : REPLACED_FUNCTIONS;
    if (replaced.has(call.name)) call.rename(replacementOf(call.name));
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
