/** So many are named; a list of hundreds is read by nobody. */
const NAMED = 3;

/** The first of them, and how many others there are. */
export function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  return [
    ...names.slice(0, NAMED),
    ...(more > 0 ? [`${more} others`] : []),
  ].join(', ');
}

/** `2026-07-30 09:12 UTC` */
export function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
