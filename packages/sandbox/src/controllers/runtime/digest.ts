import { createHash } from 'node:crypto';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, canonical(member)]),
  );
}

/** The same text for the same content, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(value)) ?? '')
    .digest('hex');
}

/** Short and fit for names: letters and digits that make no words, as Kubernetes hashes are. */
export function nameSuffixOf(value: unknown, length = 10): string {
  const bytes = Buffer.from(digestOf(value), 'hex');
  return Array.from(
    bytes.subarray(0, length),
    byte => LETTERS[byte % LETTERS.length],
  ).join('');
}
