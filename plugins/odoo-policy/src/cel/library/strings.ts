import type { Environment } from '@marcbachmann/cel-js';
import { CelEvaluationError } from '../errors';
import { formatString } from '../types/formatString';
import { declare, declareNamespace } from './declare';

const NAMESPACE = 'kubernetes.StringFunctions';

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > BigInt(characters.length)) {
    throw new CelEvaluationError(`index out of range: ${index}`);
  }
  return characters[Number(index)] ?? '';
}

function replace(text: string, from: string, to: string, limit: bigint) {
  if (limit < 0n) return text.replaceAll(from, () => to);
  const parts = text.split(from);
  const count = Math.min(Number(limit), parts.length - 1);
  return [parts.slice(0, count + 1).join(to), ...parts.slice(count + 1)].join(
    from,
  );
}

/** The string functions of cel-go (ext.Strings version 2) that the engine lacks. */
export function registerStrings(environment: Environment): void {
  declareNamespace(environment, 'strings', NAMESPACE);
  declare(environment, {
    'string.charAt(int): string': charAt,
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
      JSON.stringify(text),
  });
}
