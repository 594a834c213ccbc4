import { lengthInWords } from '../../recovery/words';

export const words = (ms: number) => lengthInWords(Math.max(0, ms) / 1000);
export const later = (at: string, ms: number) =>
  new Date(Date.parse(at) + ms).toISOString();
export const latest = (a: string, b: string) =>
  Date.parse(a) >= Date.parse(b) ? a : b;
export const earliest = (a: string, b: string) => (latest(a, b) === a ? b : a);
