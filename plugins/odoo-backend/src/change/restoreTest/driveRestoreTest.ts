import { RepositoryLock } from '../apply/RepositoryLock';
import { ChangeContext } from '../ChangeContext';
import { showNewHead } from '../showNewHead';
import { StoredChange } from '../store';
import { awaitResult } from './awaitResult';
import { cleanUp } from './cleanUp';

/** Takes a restore test that was applied to its end: its result, then everything that it made goes. */
export async function driveRestoreTest(
  context: ChangeContext,
  lock: RepositoryLock,
  applied: StoredChange,
): Promise<void> {
  const { id, environment, conclusion } = applied.record;
  if (!conclusion) await awaitResult(context, applied);
  const concluded = await context.store.get(id);
  if (!concluded.record.conclusion) return;
  if (!conclusion) await context.recovery.judgeAgain(environment, new Date());
  await cleanUp(context, lock, id);
  const { state } = (await context.store.get(id)).record;
  if (state !== 'reconciling') await showNewHead(context);
}
