import { CelEvaluationError } from './errors';

/** Types of the Kubernetes library that know when two of them are equal. */
export interface Comparable {
  compareTo(other: unknown): bigint;
}

/** The engine's google.protobuf.Duration, which its types do not publish. */
interface Duration {
  seconds: bigint;
  nanos: number;
  addDuration(other: Duration): Duration;
}

/** Whether a value is a duration. */
export function isDuration(value: unknown): value is Duration {
  return (
    typeof value === 'object' &&
    value !== null &&
    'seconds' in value &&
    'nanos' in value &&
    'addDuration' in value
  );
}

function isComparable(value: unknown): value is Comparable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'compareTo' in value &&
    typeof value.compareTo === 'function'
  );
}

function isNumeric(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** Equality as in CEL: numeric types compare by value, collections by content. */
export function celEquals(a: unknown, b: unknown): boolean {
  if (isNumeric(a) && isNumeric(b)) return a <= b && a >= b;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((v, i) => celEquals(v, b[i]));
  }
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false;
    return [...a].every(([k, v]) => b.has(k) && celEquals(v, b.get(k)));
  }
  if (isComparable(a) && isComparable(b) && a.constructor === b.constructor) {
    return a.compareTo(b) === 0n;
  }
  if (isDuration(a) && isDuration(b)) return celCompare(a, b) === 0;
  if (a instanceof Date && b instanceof Date) {
    return a.getTime() === b.getTime();
  }
  return a === b;
}

/** Negative, zero or positive, as in CEL; throws when there is no order. */
export function celCompare(a: unknown, b: unknown): number {
  if (isNumeric(a) && isNumeric(b)) {
    if (a < b) return -1;
    return a > b ? 1 : 0;
  }
  if (
    (typeof a === 'string' && typeof b === 'string') ||
    (typeof a === 'boolean' && typeof b === 'boolean')
  ) {
    if (a < b) return -1;
    return a > b ? 1 : 0;
  }
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (isDuration(a) && isDuration(b)) {
    return Number(a.seconds - b.seconds) || a.nanos - b.nanos;
  }
  if (isComparable(a) && isComparable(b)) return Number(a.compareTo(b));
  throw new CelEvaluationError('the values of the list have no common order');
}
