import { setTimeout } from 'node:timers/promises';
import { Portal } from './Portal';
import { quantile } from './pages';

const SAMPLES = 40;
const EVERY_MS = 1000;

export interface Freshness {
  medianMilliseconds: number;
  p95Milliseconds: number;
}

/** How old the evidence of a cluster that lives gets: the age of its last whole run, over some rounds of collection. */
export async function measureFreshness(
  portal: Portal,
  dead: ReadonlySet<string>,
): Promise<Freshness> {
  const ages: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const sources = await portal.sources();
    const now = Date.now();
    for (const { collector, scope, lastRun } of sources) {
      if (collector !== 'kubernetes' || dead.has(scope)) continue;
      if (lastRun?.outcome !== 'ok') {
        throw new Error(
          `${scope} is not collected: ${JSON.stringify(lastRun)}`,
        );
      }
      ages.push(now - Date.parse(lastRun.startedAt));
    }
    await setTimeout(EVERY_MS);
  }
  ages.sort((a, b) => a - b);
  return {
    medianMilliseconds: quantile(ages, 0.5),
    p95Milliseconds: quantile(ages, 0.95),
  };
}
