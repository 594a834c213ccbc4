import { SchedulerService } from '@backstage/backend-plugin-api';
import { FreezePublisher } from './FreezePublisher';

/** A calendar that somebody has just merged is kept this soon; a look that finds nothing costs two queries. */
const FREQUENCY_SECONDS = 10;
const TIMEOUT_SECONDS = 120;

/** One replica at a time keeps Git's side of the calendars as the portal's. */
export async function schedulePublication(
  scheduler: SchedulerService,
  publisher: FreezePublisher,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'freezes:publish',
    scope: 'global',
    frequency: { seconds: FREQUENCY_SECONDS },
    timeout: { seconds: TIMEOUT_SECONDS },
    fn: () => publisher.tick(),
  });
}
