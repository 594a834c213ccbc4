/** The most digits before the point that Go writes without an exponent. */
const PLAIN_DIGITS = 6;

/** A double as Go's `%g` writes it: `1e+06`, `1e-07`, `+Inf`. */
export function goDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa, power] = value.toExponential().split('e');
  const exponent = Number(power);
  return exponent >= -4 && exponent < PLAIN_DIGITS
    ? String(value)
    : `${mantissa}e${goExponent(exponent)}`;
}

/** Sign and at least two digits, as in Go. */
export function goExponent(exponent: number): string {
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${exponent < 0 ? '-' : '+'}${digits}`;
}
