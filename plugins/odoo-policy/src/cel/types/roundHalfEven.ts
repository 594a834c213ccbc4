/** `%.nf` of Go: what lies exactly in the middle goes to the even digit, `toFixed` goes up. */
export function roundHalfEven(value: number, digits: number): string {
  const fixed = value.toFixed(digits);
  // Only what is written with one digit more, a 5, can lie in the middle.
  const isMiddle =
    digits < 100 &&
    Number(value.toFixed(digits + 1)) === value &&
    value.toFixed(digits + 1).endsWith('5') &&
    exactlyHalf(value, digits);
  if (!isMiddle) return fixed;
  const lastDigit = Number(fixed.at(-1));
  if (lastDigit % 2 === 0) return fixed;
  const towardsZero = value.toFixed(digits + 1).slice(0, -1);
  return towardsZero.replace(/\.$/, '');
}

/** A binary fraction ends in 5 exactly only where doubling it that often leaves no rest. */
function exactlyHalf(value: number, digits: number): boolean {
  const scaled = Math.abs(value) * 2 ** (digits + 1);
  return digits <= 50 && Number.isInteger(scaled);
}
