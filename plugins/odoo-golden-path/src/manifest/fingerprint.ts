/**
 * Eight hexadecimal digits that differ when the text does: for names of objects that cannot change, not for secrets.
 * FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
