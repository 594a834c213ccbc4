import { SchedulerService } from '@backstage/backend-plugin-api';

const FREQUENCY_SECONDS = 30;
const TIMEOUT_SECONDS = 60;

/** Looks which series upgrades have ended, on one replica at a time. */
export function scheduleSeriesUpgrades(
  scheduler: SchedulerService,
  settle: (signal?: AbortSignal) => Promise<void>,
): Promise<void> {
  return scheduler.scheduleTask({
    id: 'series-upgrades:settle',
    scope: 'global',
    frequency: { seconds: FREQUENCY_SECONDS },
    timeout: { seconds: TIMEOUT_SECONDS },
    fn: signal => settle(signal),
  });
}
