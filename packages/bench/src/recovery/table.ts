import { CaseResult } from './runCase';

type Quantity = keyof CaseResult['measurement'];

const count = (value: number) => value.toFixed(0);
const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
const kilobytes = (value: number) => `${(value / 1000).toFixed(0)} kB`;
const megabytes = (value: number) => `${(value / 1e6).toFixed(1)} MB`;

const ROWS: [string, Quantity, (value: number) => string][] = [
  ['list calls', 'listCalls', count],
  ['requests', 'requests', count],
  ['bytes received', 'bytes', kilobytes],
  ['time', 'milliseconds', milliseconds],
  ['CPU', 'cpuMilliseconds', milliseconds],
  ['longest block', 'blockedMilliseconds', milliseconds],
  ['heap on top', 'heapBytes', megabytes],
  ['resident', 'residentBytes', megabytes],
];
const NAME_WIDTH = 16;
const WIDTH = 24;

/** Quantities by case, each with its part of what the alternative takes. */
export function tableOf(
  alternative: string,
  results: ReadonlyMap<string, CaseResult>,
): string[] {
  const base = results.get(alternative)!.measurement;
  const head = [...results.keys()].map(name => name.padStart(WIDTH));
  return [
    `${' '.repeat(NAME_WIDTH)}${head.join('')}`,
    ...ROWS.map(([name, quantity, format]) => {
      const cells = [...results].map(([title, { measurement }]) => {
        const value = measurement[quantity];
        const ratio = ` (x ${(value / base[quantity]).toPrecision(2)})`;
        const text = `${format(value)}${title === alternative ? '' : ratio}`;
        return text.padStart(WIDTH);
      });
      return `${name.padEnd(NAME_WIDTH)}${cells.join('')}`;
    }),
  ];
}
