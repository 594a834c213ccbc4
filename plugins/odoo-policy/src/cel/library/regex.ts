import type { Environment } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { replacementOf } from '../dialect';
import { CelUnsupportedError } from '../errors';
import { declare } from './declare';

const MAX_PATTERN_LENGTH = 4096;
const MAX_CACHED_PATTERNS = 256;

/**
 * Compiles patterns with RE2, whose time is linear in the text whatever the
 * pattern, and keeps the latest.
 */
class PatternCache {
  readonly #patterns = new Map<string, RE2JS>();

  get(pattern: string): RE2JS {
    const known = this.#patterns.get(pattern);
    if (known) return known;
    const compiled = compile(pattern);
    if (this.#patterns.size >= MAX_CACHED_PATTERNS) this.#patterns.clear();
    this.#patterns.set(pattern, compiled);
    return compiled;
  }
}

function compile(pattern: string): RE2JS {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new CelUnsupportedError(
      `the pattern is longer than ${MAX_PATTERN_LENGTH} characters`,
    );
  }
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    // RE2 of Go may know it: nearly all patterns are the same to both, not all.
    throw new CelUnsupportedError(`invalid pattern '${pattern}'`, { cause });
  }
}

function findAll(pattern: RE2JS, text: string, limit: number): string[] {
  const found: string[] = [];
  const matcher = pattern.matcher(text);
  while (found.length < limit && matcher.find()) {
    found.push(matcher.group() ?? '');
  }
  return found;
}

/** `matches`, `find` and `findAll`. */
export function registerRegex(environment: Environment): void {
  const patterns = new PatternCache();
  declare(environment, {
    [`string.${replacementOf('matches')}(string): bool`]: (
      text: string,
      pattern: string,
    ) => patterns.get(pattern).matcher(text).find(),
    'matches(string, string): bool': (text: string, pattern: string) =>
      patterns.get(pattern).matcher(text).find(),
    'string.find(string): string': (text: string, pattern: string) =>
      findAll(patterns.get(pattern), text, 1)[0] ?? '',
    'string.findAll(string): list<string>': (text: string, pattern: string) =>
      findAll(patterns.get(pattern), text, Infinity),
    'string.findAll(string, int): list<string>': (
      text: string,
      pattern: string,
      limit: bigint,
    ) =>
      findAll(
        patterns.get(pattern),
        text,
        limit < 0n ? Infinity : Number(limit),
      ),
  });
}
