import { SchedulerService } from '@backstage/backend-plugin-api';
import { RegistryService } from '../registry';
import { DatabaseCommitLedger } from './ledger';
import { ChangeWorker } from './worker/ChangeWorker';

const FREQUENCY_SECONDS = 5;
/** For as long nobody goes on with what a killed replica has begun; two ticks at once do no harm. */
const TIMEOUT_SECONDS = 60;

const TESTS_FREQUENCY_MINUTES = 1;
const TESTS_TIMEOUT_MINUTES = 5;

/** A day that is over stays over: this need not be soon. */
const EXPIRY_FREQUENCY_MINUTES = 10;

/** Drives open changes on one replica at a time; a person's decision does not wait for it. */
export async function scheduleChanges(
  scheduler: SchedulerService,
  options: {
    worker: ChangeWorker;
    registry: RegistryService;
    ledger: DatabaseCommitLedger;
    endExpired: (signal: AbortSignal) => Promise<void>;
    /** Absent where nobody wants the portal to ask for restore tests. */
    proposeTests?: (signal: AbortSignal) => Promise<void>;
  },
): Promise<void> {
  const { worker, registry, ledger, endExpired, proposeTests } = options;
  await scheduler.scheduleTask({
    id: 'changes:drive',
    scope: 'global',
    frequency: { seconds: FREQUENCY_SECONDS },
    timeout: { seconds: TIMEOUT_SECONDS },
    fn: async signal => {
      const { head } = await registry.snapshot();
      await ledger.ensureBaseline(head, new Date());
      await worker.tick(signal);
    },
  });
  await scheduler.scheduleTask({
    id: 'environments:expire',
    scope: 'global',
    frequency: { minutes: EXPIRY_FREQUENCY_MINUTES },
    timeout: { minutes: EXPIRY_FREQUENCY_MINUTES },
    fn: endExpired,
  });
  if (!proposeTests) return;
  await scheduler.scheduleTask({
    id: 'restore-tests:propose',
    scope: 'global',
    frequency: { minutes: TESTS_FREQUENCY_MINUTES },
    timeout: { minutes: TESTS_TIMEOUT_MINUTES },
    fn: proposeTests,
  });
}
