import { InputError } from '@backstage/errors';

/** Quantities in Kubernetes' canonical form: the API server would rewrite any other. */
export const gibibytes = (value: number) => `${Math.ceil(value)}Gi`;

export function mebibytes(value: number): string {
  const whole = Math.ceil(value);
  return whole % 1024 === 0 ? `${whole / 1024}Gi` : `${whole}Mi`;
}

export function cores(value: number): string {
  // Sums of fractions carry binary noise, which must not become a whole millicore.
  const milli = Math.ceil(Number((value * 1000).toFixed(6)));
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

const FACTORS: Record<string, number> = {
  '': 1,
  m: 1 / 1000,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/**
 * The number behind a quantity: cores, bytes or a count.
 * @throws InputError for what the golden path never writes, such as decimal memory suffixes
 */
export function parseQuantity(text: string): number {
  const [, digits, suffix = ''] =
    /^(\d+(?:\.\d+)?)(m|Ki|Mi|Gi|Ti)?$/.exec(text) ?? [];
  if (digits === undefined) {
    throw new InputError(`"${text}" is not a quantity`);
  }
  return Number(digits) * FACTORS[suffix];
}
