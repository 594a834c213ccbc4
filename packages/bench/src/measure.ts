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

const SAMPLE_MS = 10;

export async function measure<T>(
  work: () => Promise<T>,
): Promise<{ result: T; measurement: Measurement }> {
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
  const cpu = process.cpuUsage();
  const start = performance.now();
  try {
    const result = await work();
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    sample();
    return {
      result,
      measurement: {
        milliseconds,
        cpuMilliseconds: (user + system) / 1000,
        blockedMilliseconds: delay.max / 1e6,
        heapBytes: heap - before.heapUsed,
        residentBytes: resident,
      },
    };
  } finally {
    delay.disable();
    clearInterval(sampling);
  }
}
