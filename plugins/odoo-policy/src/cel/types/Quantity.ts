import { CelEvaluationError } from '../errors';

const NANO_DIGITS = 9;
const NANOS = 10n ** 9n;
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** Beyond these, every value is at the cap or below one nano anyway. */
const MAX_LENGTH = 100;
const MAX_EXPONENT = 40;

const DECIMAL_EXPONENTS: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY_SHIFTS: Record<string, bigint> = {
  Ki: 10n,
  Mi: 20n,
  Gi: 30n,
  Ti: 40n,
  Pi: 50n,
  Ei: 60n,
};

const SYNTAX =
  /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,9})?$/;

/**
 * An amount of a resource, exact to one nano as in Kubernetes
 * (k8s.io/apimachinery/pkg/api/resource): finer fractions round away from
 * zero, larger amounts are capped at 2^63-1.
 */
export class Quantity {
  readonly #nanos: bigint;

  private constructor(nanos: bigint) {
    this.#nanos = nanos;
  }

  /** Undefined when the text is not a quantity. */
  static parse(text: string): Quantity | undefined {
    if (text.length > MAX_LENGTH) return undefined;
    const match = SYNTAX.exec(text);
    if (!match) return undefined;
    const [, sign, whole, fraction = '', suffix = ''] = match;
    if (whole === '' && fraction === '') return undefined;

    const shift = BINARY_SHIFTS[suffix] ?? 0n;
    const digits = BigInt(whole + fraction) * 2n ** shift;
    const exponent = decimalExponent(suffix) - fraction.length + NANO_DIGITS;
    const magnitude = min(scale(digits, exponent), MAX_INT64 * NANOS);
    return new Quantity(sign === '-' ? -magnitude : magnitude);
  }

  static ofInteger(value: bigint): Quantity {
    return new Quantity(value * NANOS);
  }

  add(other: Quantity): Quantity {
    return new Quantity(this.#nanos + other.#nanos);
  }

  sub(other: Quantity): Quantity {
    return new Quantity(this.#nanos - other.#nanos);
  }

  sign(): bigint {
    return this.compareTo(new Quantity(0n));
  }

  /** -1, 0 or 1. */
  compareTo(other: Quantity): bigint {
    if (this.#nanos === other.#nanos) return 0n;
    return this.#nanos < other.#nanos ? -1n : 1n;
  }

  isInteger(): boolean {
    const value = this.#nanos / NANOS;
    return (
      this.#nanos % NANOS === 0n && value <= MAX_INT64 && value >= MIN_INT64
    );
  }

  /** Throws when the amount has a fraction or does not fit 64 bits. */
  asInteger(): bigint {
    if (!this.isInteger()) {
      throw new CelEvaluationError('cannot convert value to integer');
    }
    return this.#nanos / NANOS;
  }

  asApproximateFloat(): number {
    return Number(this.#nanos) / Number(NANOS);
  }
}

function decimalExponent(suffix: string): number {
  if (/^[eE]./.test(suffix)) return Number(suffix.slice(1));
  return DECIMAL_EXPONENTS[suffix] ?? 0;
}

function scale(digits: bigint, exponent: number): bigint {
  const bounded = Math.max(
    -MAX_EXPONENT - MAX_LENGTH,
    Math.min(MAX_EXPONENT + MAX_LENGTH, exponent),
  );
  if (bounded >= 0) return digits * 10n ** BigInt(bounded);
  const divisor = 10n ** BigInt(-bounded);
  return (digits + divisor - 1n) / divisor;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
