import { SchedulerService } from '@backstage/backend-plugin-api';
import { RegistryService } from '../registry';
import { DatabaseCommitLedger } from './ledger';
import { ChangeWorker } from './worker/ChangeWorker';

const FREQUENCY_SECONDS = 5;
const TIMEOUT_SECONDS = 300;

/** Drives open changes on one replica at a time; a person's decision does not wait for it. */
export async function scheduleChanges(
  scheduler: SchedulerService,
  options: {
    worker: ChangeWorker;
    registry: RegistryService;
    ledger: DatabaseCommitLedger;
  },
): Promise<void> {
  const { worker, registry, ledger } = options;
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
}
