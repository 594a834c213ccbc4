import { SchedulerService } from '@backstage/backend-plugin-api';
import { RolloutDriver } from './RolloutDriver';

const FREQUENCY_SECONDS = 5;
/** A ring of some thousand environments takes its changes one after the other; what is left is done at the next tick. */
const TIMEOUT_SECONDS = 120;

/** Drives rollouts on one replica at a time. */
export function scheduleRollouts(
  scheduler: SchedulerService,
  driver: RolloutDriver,
): Promise<void> {
  return scheduler.scheduleTask({
    id: 'rollouts:drive',
    scope: 'global',
    frequency: { seconds: FREQUENCY_SECONDS },
    timeout: { seconds: TIMEOUT_SECONDS },
    fn: signal => driver.tick(signal),
  });
}
