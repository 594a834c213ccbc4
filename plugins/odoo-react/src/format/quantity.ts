/** The code of the currency rather than its sign: a dollar sign alone names several currencies. */
export function formatCost(cost: { amount: number; currency: string }): string {
  const number = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(cost.amount);
  return `${cost.currency} ${number}`;
}

/** `EUR 1,234.50 / month` */
export function formatMonthlyCost(cost: {
  amount: number;
  currency: string;
}): string {
  return `${formatCost(cost)} / month`;
}

/** A number with at most three significant decimals and its unit: `3.5 GiB`, `97.2 %`, `14`. */
export function formatQuantity(value: number | string, unit?: string): string {
  const text =
    typeof value === 'number'
      ? new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 }).format(
          value,
        )
      : value;
  return unit ? `${text} ${unit}` : text;
}

/** `1 pod`, `3 pods`; for nouns whose plural is an s. */
export function formatCount(count: number, noun: string): string {
  return `${formatQuantity(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Memory as sizing counts it: `768 MiB`, `1.5 GiB`. */
export function formatMebibytes(mebibytes: number): string {
  return mebibytes < 1024
    ? formatQuantity(mebibytes, 'MiB')
    : formatQuantity(mebibytes / 1024, 'GiB');
}
