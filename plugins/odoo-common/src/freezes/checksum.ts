const PRIME = 0x01000193;

/**
 * 16 hexadecimal digits by which two copies of one text are told apart: FNV-1a (32 bit, Fowler, Noll, Vo), forwards and
 * backwards. It finds what is out of date, and keeps nobody from forging it.
 */
export function checksum(text: string): string {
  const forwards = fnv(text, index => index);
  const backwards = fnv(text, index => text.length - 1 - index);
  return [forwards, backwards]
    .map(part => part.toString(16).padStart(8, '0'))
    .join('');
}

function fnv(text: string, at: (index: number) => number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(at(index)), PRIME) >>> 0;
  }
  return hash;
}
