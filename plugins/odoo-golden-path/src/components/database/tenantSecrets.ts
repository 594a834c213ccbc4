import { Manifest } from '../../manifest/manifest';
import { RenderContext } from '../../manifest/renderContext';
import { SERVICE_ACCOUNTS } from '../identity';
import { databaseLogin } from '../secrets';
import { vaultStore } from '../vault';

/**
 * The login of one environment in the namespace of the server that it shares, from the environment's own vault.
 * They are named like the environment; the server's account must be allowed to read that one secret.
 */
export function tenantSecrets(context: RenderContext): Manifest[] {
  const { name, database } = context;
  const inServer = { ...context, namespace: database.namespace };
  return [
    vaultStore(inServer, SERVICE_ACCOUNTS.vaultReader, name),
    databaseLogin(inServer, { name, user: database.name, store: name }),
  ];
}
