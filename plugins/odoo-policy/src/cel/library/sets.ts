import type { Environment } from '@marcbachmann/cel-js';
import { celEquals } from '../comparison';
import { declare, declareNamespace } from './declare';

const NAMESPACE = 'kubernetes.SetFunctions';

function includes(list: unknown[], value: unknown): boolean {
  return list.some(item => celEquals(item, value));
}

function containsAll(list: unknown[], values: unknown[]): boolean {
  return values.every(value => includes(list, value));
}

/** `sets.contains`, `sets.equivalent` and `sets.intersects`. */
export function registerSets(environment: Environment): void {
  declareNamespace(environment, 'sets', NAMESPACE);
  declare(environment, {
    [`${NAMESPACE}.contains(list<T>, list<T>): bool`]: (
      _: unknown,
      list: unknown[],
      values: unknown[],
    ) => containsAll(list, values),
    [`${NAMESPACE}.equivalent(list<T>, list<T>): bool`]: (
      _: unknown,
      a: unknown[],
      b: unknown[],
    ) => containsAll(a, b) && containsAll(b, a),
    [`${NAMESPACE}.intersects(list<T>, list<T>): bool`]: (
      _: unknown,
      a: unknown[],
      b: unknown[],
    ) => a.some(value => includes(b, value)),
  });
}
