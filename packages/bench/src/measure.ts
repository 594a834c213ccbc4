import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What some work took of this process. */
export interface Measurement {
  milliseconds: number;
  cpuMilliseconds: number;
  /** The longest time during which nothing else could run. */
  blockedMilliseconds: number;
  /** At most, above what was there before. */
  heapBytes: number;
  /** At most, of the whole process. */
  residentBytes: number;
}

type Effort = Pick<Measurement, 'milliseconds' | 'cpuMilliseconds'>;
type Footprint = Omit<Measurement, keyof Effort>;

const SAMPLE_MS = 10;

/** Time and CPU; nothing else is looked at meanwhile, since to look takes CPU as well. */
export async function measureEffort<T>(
  work: () => Promise<T>,
): Promise<{ result: T; effort: Effort }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return {
    result,
    effort: { milliseconds, cpuMilliseconds: (user + system) / 1000 },
  };
}

/** Memory, and for how long others had to wait. */
export async function measureFootprint(
  work: () => Promise<unknown>,
): Promise<Footprint> {
  global.gc?.();
  const before = process.memoryUsage();
  let heap = before.heapUsed;
  let resident = before.rss;
  const sample = () => {
    const { heapUsed, rss } = process.memoryUsage();
    heap = Math.max(heap, heapUsed);
    resident = Math.max(resident, rss);
  };
  const sampling = setInterval(sample, SAMPLE_MS);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  try {
    await work();
    sample();
    return {
      blockedMilliseconds: delay.max / 1e6,
      heapBytes: heap - before.heapUsed,
      residentBytes: resident,
    };
  } finally {
    delay.disable();
    clearInterval(sampling);
  }
}
