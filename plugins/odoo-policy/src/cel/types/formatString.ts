import { isDuration } from '../comparison';
import { CelEvaluationError, CelUnsupportedError } from '../errors';
import { bytesOf, durationText, timestampText } from './texts';
import { goDouble, goExponent } from './goDouble';
import { roundHalfEven } from './roundHalfEven';

const MAX_PRECISION = 100;
const CLAUSE = /%(?:%|(?:\.(\d+))?([a-zA-Z]))/g;
const RADIX: Readonly<Record<string, number>> = { x: 16, X: 16, o: 8, b: 2 };

/**
 * `'%s has %d'.format([name, count])` as in cel-go, for %s %d %f %e %x %X %o
 * and %b. Throws on other verbs and when values and clauses do not pair up.
 */
export function formatString(text: string, values: unknown[]): string {
  let used = 0;
  const result = text.replace(CLAUSE, (clause, precision, verb) => {
    if (clause === '%%') return '%';
    if (used >= values.length) {
      throw new CelEvaluationError(`format has no value for ${clause}`);
    }
    const digits = precision === undefined ? 6 : Number(precision);
    if (digits > MAX_PRECISION) {
      throw new CelUnsupportedError(`precision of ${clause} is too large`);
    }
    return formatValue(verb, values[used++], digits);
  });
  if (used < values.length) {
    throw new CelEvaluationError('format has more values than clauses');
  }
  return result;
}

function formatValue(verb: string, value: unknown, digits: number): string {
  if (verb === 's') return toText(value);
  const number = numberOf(value);
  if (number !== undefined) {
    if (verb === 'd') return decimal(number);
    if (verb === 'f' || verb === 'e') {
      return floating(Number(number), verb, digits);
    }
  }
  const radix = RADIX[verb];
  if (radix !== undefined) {
    const written = inRadix(value, number, radix);
    if (written !== undefined) {
      return verb === 'X' ? written.toUpperCase() : written;
    }
  }
  throw new CelEvaluationError(`cannot format this value as %${verb}`);
}

/** The number of an int, uint or double. */
function numberOf(value: unknown): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  const inner: unknown = Object(value).valueOf();
  return typeof inner === 'bigint' ? inner : undefined;
}

function decimal(value: bigint | number): string {
  return typeof value === 'bigint' ? String(value) : doubleText(value);
}

/** `string(double)` writes `+Inf`, `format` does not. */
function doubleText(value: number): string {
  return Math.abs(value) === Infinity ? String(value) : goDouble(value);
}

function floating(value: number, verb: 'f' | 'e', digits: number): string {
  if (!Number.isFinite(value)) return doubleText(value);
  if (verb === 'f') return roundHalfEven(value, digits);
  const [mantissa, exponent] = value.toExponential(digits).split('e');
  return `${mantissa}e${goExponent(Number(exponent))}`;
}

function inRadix(
  value: unknown,
  number: bigint | number | undefined,
  radix: number,
): string | undefined {
  if (typeof number === 'bigint') return number.toString(radix);
  if (radix === 2 && typeof value === 'boolean') return value ? '1' : '0';
  if (radix !== 16) return undefined;
  if (typeof value === 'string') return Buffer.from(value).toString('hex');
  return bytesOf(value)?.toString('hex');
}

function toText(value: unknown): string {
  if (typeof value === 'number') return doubleText(value);
  if (Array.isArray(value)) return `[${value.map(toText).join(', ')}]`;
  const bytes = bytesOf(value);
  if (bytes) return bytes.toString();
  if (value instanceof Date) return timestampText(value);
  if (isDuration(value)) return durationText(value);
  const entries = entriesOf(value);
  if (entries) {
    const written = entries.map(([k, v]) => `${toText(k)}: ${toText(v)}`);
    return `{${written.sort().join(', ')}}`;
  }
  return String(value);
}

/** Of a map: literals of the engine are plain objects. */
function entriesOf(value: unknown): [unknown, unknown][] | undefined {
  if (value instanceof Map) return [...value];
  return typeof value === 'object' && value?.constructor === Object
    ? Object.entries(value)
    : undefined;
}
