import { Duration } from '@marcbachmann/cel-js/evaluator';
import { CelEvaluationError } from './errors';

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const NANOS = 1_000_000_000n;

/** Of the years 0001 to 9999, all that a google.protobuf.Timestamp holds. */
const FIRST_MOMENT = Date.UTC(2000, 0, 1) - 63_082_281_600_000;
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Throws when it does not fit 64 bits. */
export function int64(value: bigint): bigint {
  if (value > MAX_INT64 || value < MIN_INT64) {
    throw new CelEvaluationError('integer overflow');
  }
  return value;
}

/** Throws when the moment is outside of the years 0001 to 9999. */
export function timestampOf(milliseconds: number): Date {
  if (!(milliseconds >= FIRST_MOMENT && milliseconds <= LAST_MOMENT)) {
    throw new CelEvaluationError('timestamp out of range');
  }
  return new Date(milliseconds);
}

/** As in Go 64 bits of nanoseconds; seconds and nanoseconds have one sign, or equal durations would differ. */
export function durationOf(nanoseconds: bigint): Duration {
  if (nanoseconds > MAX_INT64 || nanoseconds < MIN_INT64) {
    throw new CelEvaluationError('duration out of range');
  }
  return new Duration(nanoseconds / NANOS, Number(nanoseconds % NANOS));
}

export function nanosecondsOf({
  seconds,
  nanos,
}: {
  seconds: bigint;
  nanos: number;
}): bigint {
  return seconds * NANOS + BigInt(nanos);
}

/** What an operator answers, within what its type holds: the engine lets some go on beyond it. */
export function withinBounds(value: unknown): unknown {
  if (typeof value === 'bigint') return int64(value);
  if (value instanceof Date) return timestampOf(value.getTime());
  if (value instanceof Duration) return durationOf(nanosecondsOf(value));
  return value;
}
