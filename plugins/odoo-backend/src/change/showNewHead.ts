import { ChangeContext } from './ChangeContext';

/** Pages and collectors learn of the commit at once; when that fails, the schedule does it. */
export async function showNewHead({
  registry,
  logger,
}: Pick<ChangeContext, 'registry' | 'logger'>): Promise<void> {
  try {
    await registry.refresh();
  } catch (error) {
    logger.warn('The registry could not be refreshed after a commit', {
      error: String(error),
    });
  }
}
