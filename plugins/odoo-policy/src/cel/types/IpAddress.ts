/**
 * An IP address as the API server accepts it: no leading zeros, no zone, and
 * no IPv4 address mapped to IPv6 (they would allow two texts for one address).
 */
export class IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;

  constructor(family: 4 | 6, value: bigint) {
    this.family = family;
    this.value = value;
  }

  /** Undefined when the text is not an address. */
  static parse(text: string): IpAddress | undefined {
    if (text.length > 45) return undefined;
    const value = text.includes(':') ? parseV6(text) : parseV4(text);
    if (value === undefined) return undefined;
    const family = text.includes(':') ? 6 : 4;
    if (family === 6 && value >> 32n === 0xffffn) return undefined;
    return new IpAddress(family, value);
  }

  get bits(): number {
    return this.family === 4 ? 32 : 128;
  }

  /** The address with only its first `length` bits. */
  masked(length: number): IpAddress {
    const host = BigInt(this.bits - length);
    return new IpAddress(this.family, (this.value >> host) << host);
  }

  /** The same network: equal in the first `length` bits. */
  sharesPrefix(other: IpAddress, length: number): boolean {
    return (
      this.family === other.family &&
      this.masked(length).value === other.masked(length).value
    );
  }

  equals(other: IpAddress): boolean {
    return this.family === other.family && this.value === other.value;
  }

  /** Canonical text, RFC 5952 for IPv6. */
  toString(): string {
    return this.family === 4 ? formatV4(this.value) : formatV6(this.value);
  }
}

function parseV4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let value = 0n;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) {
      return undefined;
    }
    value = value * 256n + BigInt(octet);
  }
  return value;
}

function parseV6(text: string): bigint | undefined {
  const halves = withoutDottedTail(text)?.split('::');
  if (!halves || halves.length > 2) return undefined;
  const [head, tail] = halves.map(half => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array(missing).fill('0'), ...(tail ?? [])];
  let value = 0n;
  for (const group of groups) {
    if (!/^[0-9A-Fa-f]{1,4}$/.test(group)) return undefined;
    value = value * 65536n + BigInt(`0x${group}`);
  }
  return value;
}

function withoutDottedTail(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const colon = text.lastIndexOf(':');
  const v4 = parseV4(text.slice(colon + 1));
  if (v4 === undefined) return undefined;
  const [high, low] = [v4 >> 16n, v4 % 65536n].map(part => part.toString(16));
  return `${text.slice(0, colon + 1)}${high}:${low}`;
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n]
    .map(shift => ((value >> shift) % 256n).toString())
    .join('.');
}

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) % 65536n).toString(16),
  );
  const zeros = longestZeroRun(groups);
  if (zeros.length < 2) return groups.join(':');
  const head = groups.slice(0, zeros.start).join(':');
  const tail = groups.slice(zeros.start + zeros.length).join(':');
  return `${head}::${tail}`;
}

function longestZeroRun(groups: string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  groups.forEach((group, index) => {
    length = group === '0' ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  });
  return best;
}
