import { isError } from '@backstage/errors';
import { ChangeContext } from '../../ChangeContext';
import { awaitHost } from './showAtHost';

/** Errors of a host that are written for people, and that a person has to do something about. */
const FOR_PEOPLE: Readonly<Record<string, { stuck: boolean }>> = {
  NotAllowedError: { stuck: true },
  HostRefusal: { stuck: true },
  ServiceUnavailableError: { stuck: false },
};

/** Runs a step at the host; what keeps it from going on is said on the change too, and the step is tried again. */
export async function tellTrouble<T>(
  context: ChangeContext,
  id: string,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const known = isError(error) && FOR_PEOPLE[error.name];
    if (known) {
      await awaitHost(context, await context.store.get(id), {
        what: `the host of the repository: ${error.message}`,
        ...known,
      });
    }
    throw error;
  }
}
