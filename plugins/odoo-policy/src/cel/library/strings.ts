import type { Environment } from '@marcbachmann/cel-js';
import { replacementOf } from '../dialect';
import { CelEvaluationError } from '../errors';
import { formatString } from '../types/formatString';
import { goQuote } from '../types/goQuote';
import { declare, declareNamespace } from './declare';

const NAMESPACE = 'kubernetes.StringFunctions';

/** unicode.IsSpace of Go; the platform's `trim` also takes U+FEFF and leaves U+0085. */
const SPACES =
  '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const OUTER_SPACES = new RegExp(`^${SPACES}|${SPACES}$`, 'g');

function outOfRange(index: bigint): never {
  throw new CelEvaluationError(`index out of range: ${index}`);
}

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > BigInt(characters.length)) outOfRange(index);
  return characters[Number(index)] ?? '';
}

/** In characters, as all positions of CEL. */
function substring(text: string, start: bigint, end?: bigint): string {
  const characters = [...text];
  const length = BigInt(characters.length);
  const until = end ?? length;
  if (start < 0n || start > length) outOfRange(start);
  if (until < start || until > length) outOfRange(until);
  return characters.slice(Number(start), Number(until)).join('');
}

/** The position in characters of one that is known in UTF-16. */
function position(text: string, index: number): bigint {
  return index < 0 ? -1n : BigInt([...text.slice(0, index)].length);
}

function indexOf(text: string, part: string, from: bigint): bigint {
  if (from < 0n || from > BigInt([...text].length)) outOfRange(from);
  const offset = substring(text, 0n, from).length;
  return position(text, text.indexOf(part, offset));
}

/** Where the last one begins, at or before `from`. */
function lastIndexOf(text: string, part: string, from: bigint): bigint {
  if (from < 0n || from > BigInt([...text].length)) outOfRange(from);
  const offset = substring(text, 0n, from).length;
  return position(text, text.lastIndexOf(part, offset));
}

function split(text: string, separator: string, limit: number): string[] {
  if (limit === 0) return [];
  const parts = separator === '' ? [...text] : text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  const rest = parts.slice(limit - 1).join(separator);
  return [...parts.slice(0, limit - 1), rest];
}

function replace(text: string, from: string, to: string, limit: bigint) {
  if (limit < 0n) return text.replaceAll(from, () => to);
  const parts = text.split(from);
  const count = Math.min(Number(limit), parts.length - 1);
  return [parts.slice(0, count + 1).join(to), ...parts.slice(count + 1)].join(
    from,
  );
}

/** The string functions of cel-go (ext.Strings version 2). */
export function registerStrings(environment: Environment): void {
  declareNamespace(environment, 'strings', NAMESPACE);
  const method = (name: string) => `string.${replacementOf(name)}`;
  declare(environment, {
    'string.charAt(int): string': charAt,
    [`${method('lowerAscii')}(): string`]: (text: string) =>
      text.replace(/[A-Z]+/g, letters => letters.toLowerCase()),
    [`${method('upperAscii')}(): string`]: (text: string) =>
      text.replace(/[a-z]+/g, letters => letters.toUpperCase()),
    [`${method('trim')}(): string`]: (text: string) =>
      text.replace(OUTER_SPACES, ''),
    [`${method('indexOf')}(string): int`]: (text: string, part: string) =>
      indexOf(text, part, 0n),
    [`${method('indexOf')}(string, int): int`]: indexOf,
    [`${method('lastIndexOf')}(string): int`]: (text: string, part: string) =>
      position(text, text.lastIndexOf(part)),
    [`${method('lastIndexOf')}(string, int): int`]: lastIndexOf,
    [`${method('substring')}(int): string`]: (text: string, start: bigint) =>
      substring(text, start),
    [`${method('substring')}(int, int): string`]: (
      text: string,
      start: bigint,
      end: bigint,
    ) => substring(text, start, end),
    [`${method('split')}(string): list<string>`]: (
      text: string,
      separator: string,
    ) => split(text, separator, -1),
    [`${method('split')}(string, int): list<string>`]: (
      text: string,
      separator: string,
      limit: bigint,
    ) => split(text, separator, Number(limit)),
    'string.replace(string, string): string': (
      text: string,
      from: string,
      to: string,
    ) => replace(text, from, to, -1n),
    'string.replace(string, string, int): string': (
      text: string,
      from: string,
      to: string,
      limit: bigint,
    ) => replace(text, from, to, limit),
    'string.format(list): string': (text: string, values: unknown[]) =>
      formatString(text, values),
    [`${NAMESPACE}.quote(string): string`]: (_: unknown, text: string) =>
      goQuote(text),
  });
}
