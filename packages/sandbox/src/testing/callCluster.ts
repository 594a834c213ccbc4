import { request } from 'node:https';
import type { ClusterAccess } from '../cluster';

/** A request to the API of a sandbox cluster. */
export function call(
  { url, caData }: Pick<ClusterAccess, 'url' | 'caData'>,
  token: string,
  path: string,
  method = 'GET',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(
      `${url}${path}`,
      {
        method,
        ca: Buffer.from(caData, 'base64'),
        headers: { authorization: `Bearer ${token}` },
      },
      response => {
        let body = '';
        response.setEncoding('utf8').on('data', chunk => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body }),
        );
      },
    )
      .on('error', reject)
      .end();
  });
}

/** Waits for something that controllers bring about. */
export async function until(
  holds: () => Promise<boolean>,
  seconds = 30,
): Promise<void> {
  for (let tries = 0; tries < seconds * 5; tries += 1) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error(`it did not come to hold within ${seconds} s`);
}

/** An object or a list, read as the cluster's administrator. */
export async function read<T>(
  cluster: ClusterAccess,
  path: string,
): Promise<T> {
  const { status, body } = await call(cluster, cluster.adminToken, path);
  if (status !== 200) throw new Error(`${status} from ${path}: ${body}`);
  return JSON.parse(body);
}
