import { withinBounds } from './bounds';
import { CostMeter, weightOf, weightOfPattern } from './cost';
import { replacementOf } from './dialect';
import { callOf, comprehensionOf, EngineNode, writtenNodes } from './engineAst';

/** The work of these grows with the product of receiver and argument. */
const MULTIPLYING = new Set([
  'join',
  'replace',
  replacementOf('split'),
  // Of sets, which look up every element in the other list; and of strings.
  'contains',
  'equivalent',
  'intersects',
]);

/** The text comes first, the pattern second. */
const MATCHING = new Set([
  'matches',
  replacementOf('matches'),
  'find',
  'findAll',
]);

const CONSTANT_OPERATORS = new Set(['.', '[]', '.?', '[?]']);

/**
 * Makes a type-checked expression count its work. The engine has no limit of
 * its own: nested macros over a large object would run for hours, and
 * `x + x` in nested macros grows exponentially. Iterations are charged one by
 * one, calls and operators by the weight of what they touch.
 */
export function meterNodes(root: EngineNode, meter: () => CostMeter): void {
  for (const node of writtenNodes(root)) {
    const comprehension = comprehensionOf(node);
    if (comprehension) {
      meterLoop(comprehension.loop, comprehension.step, meter);
    } else if (node.handle && !CONSTANT_OPERATORS.has(node.op)) {
      meterHandle(node, node.handle, meter);
    }
  }
}

function meterLoop(loop: EngineNode, step: EngineNode, meter: () => CostMeter) {
  const { handle } = loop;
  if (!handle) throw new Error('A macro was not type-checked');
  loop.handle = (items, ...rest) => {
    meter().charge(items instanceof Map ? items.size : 1);
    return handle(items, ...rest);
  };
  const { evaluate } = step.meta;
  step.setMeta('evaluate', (...parameters) => {
    meter().charge(1);
    return evaluate(...parameters);
  });
}

function meterHandle(
  node: EngineNode,
  handle: NonNullable<EngineNode['handle']>,
  meter: () => CostMeter,
) {
  const call = callOf(node);
  const matches = call !== undefined && MATCHING.has(call.name);
  const multiplies =
    matches || (call !== undefined && MULTIPLYING.has(call.name));
  node.handle = (...parameters) => {
    const touched = call ? parameters[0] : parameters.slice(0, 2);
    const weights = Array.isArray(touched)
      ? touched.map((value, index) =>
          matches && index === 1 && typeof value === 'string'
            ? weightOfPattern(value)
            : weightOf(value),
        )
      : [1];
    meter().charge(
      multiplies
        ? weights.reduce((product, weight) => product * weight, 1)
        : weights.reduce((sum, weight) => sum + weight, 0),
    );
    const result = withinBounds(handle(...parameters));
    meter().charge(weightOf(result));
    return result;
  };
}
