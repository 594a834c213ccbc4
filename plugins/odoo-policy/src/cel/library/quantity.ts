import type { Environment } from '@marcbachmann/cel-js';
import { CelEvaluationError } from '../errors';
import { Quantity } from '../types/Quantity';
import { declare } from './declare';

const TYPE = 'kubernetes.Quantity';

function parseQuantity(text: string): Quantity {
  const quantity = Quantity.parse(text);
  if (!quantity) {
    throw new CelEvaluationError(`'${text}' is not a quantity`);
  }
  return quantity;
}

/** `quantity()`, `isQuantity()` and the methods of a quantity. */
export function registerQuantity(environment: Environment): void {
  environment.registerType(TYPE, Quantity);
  environment.registerOperator(
    `${TYPE} == ${TYPE}`,
    (a: Quantity, b: Quantity) => a.compareTo(b) === 0n,
  );
  declare(environment, {
    'isQuantity(string): bool': (text: string) =>
      Quantity.parse(text) !== undefined,
    [`quantity(string): ${TYPE}`]: parseQuantity,
    [`${TYPE}.sign(): int`]: (q: Quantity) => q.sign(),
    [`${TYPE}.isInteger(): bool`]: (q: Quantity) => q.isInteger(),
    [`${TYPE}.asInteger(): int`]: (q: Quantity) => q.asInteger(),
    [`${TYPE}.asApproximateFloat(): double`]: (q: Quantity) =>
      q.asApproximateFloat(),
    [`${TYPE}.add(${TYPE}): ${TYPE}`]: (a: Quantity, b: Quantity) => a.add(b),
    [`${TYPE}.add(int): ${TYPE}`]: (a: Quantity, b: bigint) =>
      a.add(Quantity.ofInteger(b)),
    [`${TYPE}.sub(${TYPE}): ${TYPE}`]: (a: Quantity, b: Quantity) => a.sub(b),
    [`${TYPE}.sub(int): ${TYPE}`]: (a: Quantity, b: bigint) =>
      a.sub(Quantity.ofInteger(b)),
    [`${TYPE}.compareTo(${TYPE}): int`]: (a: Quantity, b: Quantity) =>
      a.compareTo(b),
    [`${TYPE}.isLessThan(${TYPE}): bool`]: (a: Quantity, b: Quantity) =>
      a.compareTo(b) < 0n,
    [`${TYPE}.isGreaterThan(${TYPE}): bool`]: (a: Quantity, b: Quantity) =>
      a.compareTo(b) > 0n,
  });
}
