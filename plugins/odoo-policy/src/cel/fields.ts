import { Optional } from '@marcbachmann/cel-js';
import { EngineNode, writtenNodes } from './engineAst';
import { CelEvaluationError } from './errors';

const SELECTIONS = new Set(['.', '[]', '.?', '[?]']);

/** Lists, maps and what the engine makes of map literals and of `variables`. */
function hasFields(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || value instanceof Map || isPlain(value);
}

function isPlain(value: object): boolean {
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/**
 * Makes a type-checked expression err where it looks for fields of a text, a number or null. The engine answers that an
 * optional one, as in `object.?spec.?size`, is absent, and what must not be there would pass.
 */
export function guardFields(root: EngineNode): void {
  for (const node of writtenNodes(root)) {
    const { handle } = node;
    if (!handle || !SELECTIONS.has(node.op)) continue;
    node.handle = (base, field, ...rest) => {
      const isOptional = base instanceof Optional;
      const isChained = isOptional || node.op.includes('?');
      const value: unknown = isOptional ? base.orValue(undefined) : base;
      if (isChained && value !== undefined && !hasFields(value)) {
        throw new CelEvaluationError(`No such key: ${String(field)}`);
      }
      return handle(base, field, ...rest);
    };
  }
}
