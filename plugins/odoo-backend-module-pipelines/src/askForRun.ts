import { NotFoundError } from '@backstage/errors';
import {
  HostClient,
  HostRefusal,
  HostRequest,
  UnclearAnswer,
} from '@plumbline/plugin-odoo-node';

/**
 * What the host says of a run. Its no means that the run is not there, or not shown to the portal; what it says of another
 * run, as a cache before it may, says nothing. Fails as the client does.
 */
export async function askForRun<T extends { id: number }>(
  client: HostClient,
  run: string,
  request: HostRequest<T>,
): Promise<T> {
  const found = await shown(client, request);
  if (found.id === Number(run)) return found;
  throw new UnclearAnswer(
    `Asked for run ${run}, the host answered with run ${found.id}`,
  );
}

async function shown<T>(
  client: HostClient,
  request: HostRequest<T>,
): Promise<T> {
  try {
    return await client.ask(request);
  } catch (error) {
    if (error instanceof HostRefusal) {
      throw new NotFoundError(
        `${error.message}: the run is not there, or the credentials of integrations may not see it`,
      );
    }
    throw error;
  }
}

/** Whether the host finds the commit on the branch; what it does not know is on none. Fails as the client does. */
export async function askWhetherOn<T>(
  client: HostClient,
  request: HostRequest<T>,
  isOn: (answer: T) => boolean,
): Promise<boolean> {
  try {
    return isOn(await client.ask(request));
  } catch (error) {
    if (error instanceof HostRefusal) return false;
    throw error;
  }
}
