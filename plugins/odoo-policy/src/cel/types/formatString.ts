import { CelEvaluationError } from '../errors';

const MAX_PRECISION = 100;
const CLAUSE = /%(?:%|(?:\.(\d{1,4}))?([a-zA-Z]))/g;

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
      throw new CelEvaluationError(`precision of ${clause} is too large`);
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
  const numeric = typeof value === 'bigint' || typeof value === 'number';
  switch (numeric ? verb : undefined) {
    case 'd':
      return String(value);
    case 'f':
      return Number(value).toFixed(digits);
    case 'e':
      return Number(value).toExponential(digits);
    case 'x':
      return BigInt(String(value)).toString(16);
    case 'X':
      return BigInt(String(value)).toString(16).toUpperCase();
    case 'o':
      return BigInt(String(value)).toString(8);
    case 'b':
      return BigInt(String(value)).toString(2);
    default:
      throw new CelEvaluationError(`cannot format this value as %${verb}`);
  }
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toText).join(', ')}]`;
  if (value instanceof Map) {
    const entries = [...value].map(([k, v]) => `${toText(k)}: ${toText(v)}`);
    return `{${entries.sort().join(', ')}}`;
  }
  if (value instanceof Date) return value.toISOString();
  return String(value);
}
