import type { ParseResult } from '@marcbachmann/cel-js';

/** Called as (left, right, …) for operators and (arguments, …) for calls. */
type Handle = (...parameters: unknown[]) => unknown;

/**
 * What the engine's syntax nodes have beyond its published types. Rewriting
 * the tree, not the text, keeps string literals and comments untouched.
 */
export interface EngineNode {
  readonly op: string;
  readonly args: unknown;
  /** Set by the type check on operators, calls and comprehensions. */
  handle?: Handle;
  /** Set by the type check; `kind` is `dyn` when the type is undecided. */
  readonly checkedType?: { readonly kind: string; readonly name: string };
  readonly meta: { alternate?: EngineNode; evaluate: Handle };
  setMeta(key: 'evaluate', value: Handle): unknown;
}

/** Whether something in a syntax tree is a node of it. */
export function isEngineNode(value: unknown): value is EngineNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'op' in value &&
    'meta' in value &&
    'setMeta' in value
  );
}

/** The root node of a parsed expression. */
export function rootNode(parsed: ParseResult): EngineNode {
  const root: unknown = parsed.ast;
  if (!isEngineNode(root)) {
    throw new Error('The CEL engine changed the shape of its syntax tree');
  }
  return root;
}

/** Every node that the author wrote, in no particular order. */
export function* writtenNodes(value: unknown): Generator<EngineNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* writtenNodes(item);
  } else if (isEngineNode(value)) {
    yield value;
    yield* writtenNodes(value.args);
  }
}

/** A call as `receiver.name(…)` or, without receiver, `name(…)`. */
export interface EngineCall {
  name: string;
  receiver?: unknown;
  /** The syntax nodes of its arguments. */
  args: unknown;
  rename(name: string): void;
}

/** The call that a node is, if it is one. */
export function callOf(node: EngineNode): EngineCall | undefined {
  if (node.op !== 'call' && node.op !== 'rcall') return undefined;
  const parts = node.args;
  if (!Array.isArray(parts) || typeof parts[0] !== 'string') {
    throw new Error('The CEL engine changed the shape of its calls');
  }
  return {
    name: parts[0],
    ...(node.op === 'rcall' && { receiver: parts[1] }),
    args: parts[parts.length - 1],
    rename(name) {
      parts[0] = name;
    },
  };
}

/** The element nodes of a list literal, the value nodes of a map literal. */
export function literalElements(node: EngineNode): EngineNode[] {
  if (!Array.isArray(node.args)) return [];
  if (node.op === 'list') return node.args.filter(isEngineNode);
  if (node.op !== 'map') return [];
  return node.args.map(([, value]) => value).filter(isEngineNode);
}

/** The step that a macro such as `all` repeats, with the loop around it. */
export function comprehensionOf(
  node: EngineNode,
): { loop: EngineNode; step: EngineNode } | undefined {
  const loop = node.meta.alternate;
  if (loop?.op !== 'comprehension') return undefined;
  const args = loop.args;
  const step =
    typeof args === 'object' && args !== null && 'step' in args
      ? args.step
      : undefined;
  if (!isEngineNode(step)) {
    throw new Error('The CEL engine changed the shape of its macros');
  }
  return { loop, step };
}

/** `name` of `base.name`, where base is the given variable. */
export function fieldOfVariable(
  node: EngineNode,
  variable: string,
): string | undefined {
  if (node.op !== '.' || !Array.isArray(node.args)) return undefined;
  const [base, field] = node.args;
  if (!isEngineNode(base) || base.op !== 'id') return undefined;
  return base.args === variable && typeof field === 'string'
    ? field
    : undefined;
}
