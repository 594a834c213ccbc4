import type { Environment } from '@marcbachmann/cel-js';
import { int64 } from '../bounds';
import { celCompare, celEquals, isDuration } from '../comparison';
import { replacementOf } from '../dialect';
import { CelEvaluationError } from '../errors';
import { declare } from './declare';

function isSorted(list: unknown[]): boolean {
  return list.every(
    (value, index) => index === 0 || celCompare(list[index - 1], value) <= 0,
  );
}

function sum(list: unknown[]): unknown {
  if (list.length === 0) return 0n;
  return list.reduce((total: unknown, value) => {
    if (typeof total === 'bigint' && typeof value === 'bigint') {
      return int64(total + value);
    }
    if (typeof total === 'number' && typeof value === 'number') {
      return total + value;
    }
    if (isDuration(total) && isDuration(value)) {
      return total.addDuration(value);
    }
    throw new CelEvaluationError('only numbers and durations can be summed');
  });
}

function extreme(list: unknown[], direction: 1 | -1, name: string): unknown {
  if (list.length === 0) {
    throw new CelEvaluationError(`${name} called on empty list`);
  }
  return list.reduce((best, value) =>
    celCompare(value, best) * direction > 0 ? value : best,
  );
}

/** Aggregates and searches over lists. */
export function registerLists(environment: Environment): void {
  declare(environment, {
    'list<T>.isSorted(): bool': (list: unknown[]) => isSorted(list),
    'list<T>.sum(): T': (list: unknown[]) => sum(list),
    'list<T>.min(): T': (list: unknown[]) => extreme(list, -1, 'min'),
    'list<T>.max(): T': (list: unknown[]) => extreme(list, 1, 'max'),
    [`list<T>.${replacementOf('indexOf')}(T): int`]: (
      list: unknown[],
      value: unknown,
    ) => BigInt(list.findIndex(item => celEquals(item, value))),
    [`list<T>.${replacementOf('lastIndexOf')}(T): int`]: (
      list: unknown[],
      value: unknown,
    ) => BigInt(list.findLastIndex(item => celEquals(item, value))),
  });
}
