import { NotFoundError } from '@backstage/errors';
import {
  HostClient,
  HostRefusal,
  HostRequest,
} from '@plumbline/plugin-odoo-node';

/** The host's no to a question about a run: it is not there, or not shown to the portal. Fails as the client does. */
export async function askForRun<T>(
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
