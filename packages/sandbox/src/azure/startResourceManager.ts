import { createServer } from 'node:http';
import { listenOn, type LocalServer } from '../processes';
import { storageResource, type ArmAccount } from './storageResources';

const failure = (status: number, code: string, message: string) => ({
  status,
  body: { error: { code, message } } as unknown,
});

/** Stands in for Azure Resource Manager, as far as it tells of the storage accounts of backups. */
export async function startResourceManager(options: {
  host: string;
  token: string;
  accounts(): ArmAccount[];
}): Promise<LocalServer> {
  const { host, token, accounts } = options;
  const answer = (method: string, path: string, authorization?: string) => {
    if (authorization !== `Bearer ${token}`) {
      return failure(401, 'AuthenticationFailed', 'Authentication failed.');
    }
    if (method !== 'GET') {
      return failure(403, 'AuthorizationFailed', 'The client may only read.');
    }
    const account = accounts().find(
      ({ resourceId }) =>
        path === resourceId || path.startsWith(`${resourceId}/`),
    );
    const rest = account ? path.slice(account.resourceId.length) : '';
    const found =
      account && storageResource(account, rest.split('/').filter(Boolean));
    return found
      ? { status: 200, body: found as unknown }
      : failure(404, 'ResourceNotFound', `The resource ${path} was not found.`);
  };
  const server = createServer(({ method = 'GET', url = '/', headers }, out) => {
    const path = decodeURI(new URL(url, 'http://azure').pathname);
    const { status, body } = answer(method, path, headers.authorization);
    out.writeHead(status, { 'content-type': 'application/json' });
    out.end(JSON.stringify(body));
  });
  return listenOn(server, host);
}
