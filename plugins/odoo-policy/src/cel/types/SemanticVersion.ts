const MAX_LENGTH = 256;
const NUMBER = '(0|[1-9]\\d{0,18})';
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const SYNTAX = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?$`,
);
const LOOSE_SYNTAX = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?([-+].*)?$/;

/** A version by https://semver.org/spec/v2.0.0.html */
export class SemanticVersion {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly #preRelease: readonly string[];

  private constructor(numbers: bigint[], preRelease: readonly string[]) {
    [this.major, this.minor, this.patch] = numbers;
    this.#preRelease = preRelease;
  }

  /**
   * Undefined when the text is not a version. Normalising accepts a leading
   * `v`, leading zeros, and a missing minor or patch number.
   */
  static parse(text: string, normalise = false): SemanticVersion | undefined {
    if (text.length > MAX_LENGTH) return undefined;
    const match = SYNTAX.exec(normalise ? normalised(text) : text);
    if (!match) return undefined;
    const preRelease = match[4]?.split('.') ?? [];
    if (preRelease.some(part => /^0\d+$/.test(part))) return undefined;
    return new SemanticVersion(match.slice(1, 4).map(BigInt), preRelease);
  }

  /** -1, 0 or 1; build metadata does not count. */
  compareTo(other: SemanticVersion): bigint {
    for (const part of ['major', 'minor', 'patch'] as const) {
      if (this[part] !== other[part])
        return this[part] < other[part] ? -1n : 1n;
    }
    return comparePreRelease(this.#preRelease, other.#preRelease);
  }
}

function normalised(text: string): string {
  const match = LOOSE_SYNTAX.exec(text);
  if (!match) return text;
  const numbers = match
    .slice(1, 4)
    .map(number => (number ?? '0').replace(/^0+(?=\d)/, ''));
  return `${numbers.join('.')}${match[4] ?? ''}`;
}

function comparePreRelease(a: readonly string[], b: readonly string[]): bigint {
  if (a.length === 0 || b.length === 0) {
    if (a.length === b.length) return 0n;
    return a.length === 0 ? 1n : -1n;
  }
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] === undefined) return -1n;
    if (b[i] === undefined) return 1n;
    const order = compareIdentifiers(a[i], b[i]);
    if (order !== 0n) return order;
  }
  return 0n;
}

function compareIdentifiers(a: string, b: string): bigint {
  const [aNumeric, bNumeric] = [a, b].map(text => /^\d+$/.test(text));
  if (aNumeric !== bNumeric) return aNumeric ? -1n : 1n;
  const [left, right] = aNumeric ? [BigInt(a), BigInt(b)] : [a, b];
  if (left === right) return 0n;
  return left < right ? -1n : 1n;
}
