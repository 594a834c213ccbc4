import { Portal } from './Portal';

const ROUNDS = 60;

/** What the fleet page asks for: its first page, a filter, a search. */
export const QUERIES = {
  page: '/environments?limit=50',
  filter: '/environments?limit=50&verdict=critical&stage=production',
  search: '/environments?limit=50&q=tenant-4',
};

export interface PageLatency {
  medianMilliseconds: number;
  p95Milliseconds: number;
  bytes: number;
}

/** One request after the other, while the collection goes on. */
export async function measurePage(
  portal: Portal,
  path: string,
): Promise<PageLatency> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    bytes = Buffer.byteLength(await portal.get(path));
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return {
    medianMilliseconds: quantile(times, 0.5),
    p95Milliseconds: quantile(times, 0.95),
    bytes,
  };
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
