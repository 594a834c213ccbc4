export const count = (value: number) => value.toFixed(0);
export const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
export const kilobytes = (value: number) => `${(value / 1000).toFixed(0)} kB`;
export const megabytes = (value: number) => `${(value / 1e6).toFixed(1)} MB`;

/** Title, quantity and how its values are written. */
export type Row<Q extends string> = [string, Q, (value: number) => string];

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const NAME_WIDTH = 20;
const WIDTH = 24;

/** Quantities by case, each with its part of what the alternative takes. */
export function tableOf<Q extends string>(
  rows: readonly Row<Q>[],
  alternative: string,
  results: ReadonlyMap<string, Record<Q, number>>,
): string[] {
  const base = results.get(alternative)!;
  const head = [...results.keys()].map(name => name.padStart(WIDTH));
  return [
    `${' '.repeat(NAME_WIDTH)}${head.join('')}`,
    ...rows.map(([name, quantity, format]) => {
      const cells = [...results].map(([title, values]) => {
        const value = values[quantity];
        const ratio = ` (x ${(value / base[quantity]).toPrecision(2)})`;
        const text = `${format(value)}${title === alternative ? '' : ratio}`;
        return text.padStart(WIDTH);
      });
      return `${name.padEnd(NAME_WIDTH)}${cells.join('')}`;
    }),
  ];
}
