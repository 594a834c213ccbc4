import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pod } from '../controllers';
import type { ClusterStore } from '../kubernetes';
import { mayReach } from './egress';

const HTTPS = 443;

/** A storage account as a pod sees it, and where it really is. */
export interface PodStore {
  /** `https://<account>.blob.core.windows.net` */
  url: string;
  /** Address of its private endpoint. */
  address: string;
  endpoint: string;
}

/** What `guardEgress.cjs` goes by: the pod's own port, whom it may call, and where it keeps whom it called. */
export function networkOf(
  pod: Pod,
  httpPort: number,
  store: ClusterStore,
  options: { stores: readonly PodStore[]; flowsFolder: string },
) {
  const { namespace = '', name } = pod.metadata;
  const folder = join(options.flowsFolder, namespace);
  mkdirSync(folder, { recursive: true });
  return {
    own: [httpPort],
    reachable: options.stores
      .filter(({ address }) => mayReach(pod, address, HTTPS, store))
      .map(({ url, endpoint }) => {
        const { hostname, port } = new URL(endpoint);
        return { name: new URL(url).host, host: hostname, port: Number(port) };
      }),
    record: join(folder, `${name}.jsonl`),
  };
}
