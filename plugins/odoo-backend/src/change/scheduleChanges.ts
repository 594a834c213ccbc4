import { SchedulerService } from '@backstage/backend-plugin-api';
import { RegistryService } from '../registry';
import { DatabaseCommitLedger } from './ledger';
import { ChangeWorker } from './worker/ChangeWorker';

const FREQUENCY_SECONDS = 5;
/** For as long nobody goes on with what a killed replica has begun; two ticks at once do no harm. */
const TIMEOUT_SECONDS = 60;

const TESTS_FREQUENCY_MINUTES = 1;
const TESTS_TIMEOUT_MINUTES = 5;

/** Drives open changes on one replica at a time; a person's decision does not wait for it. */
export async function scheduleChanges(
  scheduler: SchedulerService,
  options: {
    worker: ChangeWorker;
    registry: RegistryService;
    ledger: DatabaseCommitLedger;
    /** Absent where nobody wants the portal to ask for restore tests. */
    proposeTests?: (signal: AbortSignal) => Promise<void>;
  },
): Promise<void> {
  const { worker, registry, ledger, proposeTests } = options;
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
  if (!proposeTests) return;
  await scheduler.scheduleTask({
    id: 'restore-tests:propose',
    scope: 'global',
    frequency: { minutes: TESTS_FREQUENCY_MINUTES },
    timeout: { minutes: TESTS_TIMEOUT_MINUTES },
    fn: proposeTests,
  });
}
