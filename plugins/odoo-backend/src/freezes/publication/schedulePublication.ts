import { SchedulerService } from '@backstage/backend-plugin-api';
import { FreezePublisher } from './FreezePublisher';
import { ReadFreezes } from '../observation/readFreezes';

/** A calendar that somebody has just merged is kept this soon; a look that finds nothing costs two queries. */
const FREQUENCY_SECONDS = 10;
const TIMEOUT_SECONDS = 120;

/** A cluster is looked at every minute or two. */
const COMPARISON_SECONDS = 30;

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

/** One replica at a time notes which clusters differ from Git, whether or not anything can be published. */
export async function scheduleComparison(
  scheduler: SchedulerService,
  freezes: Pick<ReadFreezes, 'compare'>,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'freezes:compare',
    scope: 'global',
    frequency: { seconds: COMPARISON_SECONDS },
    timeout: { seconds: TIMEOUT_SECONDS },
    fn: () => freezes.compare(new Date()),
  });
}
