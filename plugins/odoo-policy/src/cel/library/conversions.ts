import type { Environment } from '@marcbachmann/cel-js';
import type { Duration } from '@marcbachmann/cel-js/evaluator';
import { durationOf, int64, timestampOf } from '../bounds';
import { replacementOf } from '../dialect';
import { CelEvaluationError, CelUnsupportedError } from '../errors';
import { goDouble } from '../types/goDouble';
import { durationText, timestampText } from '../types/texts';
import { declare } from './declare';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';

/** 64 bits of a double: what is not less does not fit an int. */
const BEYOND_INT64 = 2 ** 63;

const RFC_3339 =
  /^\d{4}-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
/** Beyond the milliseconds that dates know here. */
const FINER = /\.\d{3}\d*[1-9]/;
/** What strconv.ParseFloat takes besides. */
const HEXADECIMAL = /^[+-]?0x[\da-f._]+p[+-]?\d+$/i;
const GO_DURATION =
  /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const DURATION_PART = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g;
const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

function refuse(text: string, type: string): never {
  throw new CelEvaluationError(`'${text}' is not a ${type}`);
}

/** As strconv.ParseInt: the engine also reads '' as 0, and '0b1'. */
function intOfText(text: string): bigint {
  return /^[+-]?\d{1,40}$/.test(text)
    ? int64(BigInt(text.replace('+', '')))
    : refuse(text, 'int');
}

function intOfDouble(value: number): bigint {
  if (!(Math.abs(value) < BEYOND_INT64)) {
    throw new CelEvaluationError('integer overflow');
  }
  return BigInt(Math.trunc(value));
}

/** As strconv.ParseFloat, without its hexadecimal numbers. */
function doubleOfText(text: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^nan$/i.test(text)) return NaN;
  if (HEXADECIMAL.test(text)) {
    throw new CelUnsupportedError(`'${text}' is not read here as a double`);
  }
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
  if (!infinity) return refuse(text, 'double');
  return infinity[1] === '-' ? -Infinity : Infinity;
}

/** RFC 3339 and nothing else. Dates here know milliseconds: what is finer is refused, not cut off. */
export function parseTimestamp(text: string): Date {
  const [, month, day, hour, minute, second] = RFC_3339.exec(text) ?? [];
  const milliseconds = Date.parse(text);
  const isReal =
    Number(month) <= 12 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    // A platform that reads 30 February as 1 March has no such day.
    new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(day);
  if (!isReal || Number.isNaN(milliseconds)) return refuse(text, 'timestamp');
  if (FINER.test(text)) {
    throw new CelUnsupportedError(
      `'${text}' is not a timestamp of milliseconds: what is finer is not judged here`,
    );
  }
  return timestampOf(milliseconds);
}

/** As time.ParseDuration. */
export function parseDuration(text: string): Duration {
  if (/^[+-]?0$/.test(text)) return durationOf(0n);
  if (text.length > 200 || !GO_DURATION.test(text)) {
    return refuse(text, 'duration');
  }
  let total = 0n;
  for (const [, whole, fraction, unit] of text.matchAll(DURATION_PART)) {
    const nanoseconds = NANOSECONDS[unit];
    const scale = 10n ** BigInt(fraction.length);
    total += BigInt(whole || '0') * nanoseconds;
    total += (BigInt(fraction || '0') * nanoseconds) / scale;
  }
  return durationOf(text.startsWith('-') ? -total : total);
}

function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch (cause) {
    throw new CelEvaluationError('invalid UTF-8 in bytes', { cause });
  }
}

/** Conversions as in cel-go; those of the engine accept more, and lack some. */
export function registerConversions(environment: Environment): void {
  const to = replacementOf;
  const same = () => (value: unknown) => value;
  declare(environment, {
    [`${to('int')}(int): int`]: same(),
    [`${to('int')}(uint): int`]: (value: { valueOf(): bigint }) =>
      int64(value.valueOf()),
    [`${to('int')}(double): int`]: intOfDouble,
    [`${to('int')}(string): int`]: intOfText,
    [`${to('int')}(${TIMESTAMP}): int`]: (moment: Date) =>
      BigInt(Math.floor(moment.getTime() / 1000)),
    [`${to('double')}(double): double`]: same(),
    [`${to('double')}(int): double`]: (value: bigint) => Number(value),
    [`${to('double')}(uint): double`]: (value: { valueOf(): bigint }) =>
      Number(value.valueOf()),
    [`${to('double')}(string): double`]: doubleOfText,
    [`${to('timestamp')}(${TIMESTAMP}): ${TIMESTAMP}`]: same(),
    [`${to('timestamp')}(string): ${TIMESTAMP}`]: parseTimestamp,
    [`${to('timestamp')}(int): ${TIMESTAMP}`]: (seconds: bigint) =>
      timestampOf(Number(seconds) * 1000),
    [`${to('duration')}(${DURATION}): ${DURATION}`]: same(),
    [`${to('duration')}(string): ${DURATION}`]: parseDuration,
    [`${to('string')}(string): string`]: same(),
    [`${to('string')}(bool): string`]: (value: boolean) => String(value),
    [`${to('string')}(int): string`]: (value: bigint) => String(value),
    [`${to('string')}(uint): string`]: (value: object) => String(value),
    [`${to('string')}(double): string`]: goDouble,
    [`${to('string')}(bytes): string`]: textOfBytes,
    [`${to('string')}(${TIMESTAMP}): string`]: timestampText,
    [`${to('string')}(${DURATION}): string`]: durationText,
  });
}
