import { stringifyError } from '@backstage/errors';
import { mayPass } from '../../freezes';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { HeldLock } from './RepositoryLock';

/**
 * Git's side lets the environment pass before the commit that has to pass arrives. A failure does not keep that commit
 * back: it would then wait where nobody looks for it, while in Git it waits at most for the end of the freeze, or for
 * the publication that is tried again every few seconds. The change says so (`FreezePublisher.trouble`).
 */
export async function passFreezes(
  { freezes, logger }: Pick<ChangeContext, 'freezes' | 'logger'>,
  held: HeldLock,
  record: ChangeRecord,
): Promise<void> {
  // Whether its series upgrade goes back is for who publishes; for nothing it publishes nothing.
  const goesBack = record.parentKind === 'series-upgrade';
  if (!freezes || !mayPass(record, { now: new Date(), goesBack })) return;
  try {
    await freezes.publish(held);
  } catch (error) {
    logger.warn(
      `Change ${
        record.id
      } waits in Git's window: the freezes could not be published: ${stringifyError(
        error,
      )}`,
    );
  }
}
