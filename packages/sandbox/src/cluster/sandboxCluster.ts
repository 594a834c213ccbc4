import type { Platform } from '@plumbline/plugin-odoo-common';
import {
  startControllers,
  type Clock,
  type GitOpsFeed,
  type Logger,
  type OutsideWorld,
} from '../controllers';
import { createObjectStore, type ClusterStore } from '../kubernetes';
import { clusterBase } from './clusterBase';

export interface SandboxClusterOptions {
  platform: Platform;
  cluster: Platform['clusters'][number];
  /** Of Kubernetes, such as `v1.36.0`. */
  version: string;
  clock: Clock;
  /** The world outside, seen from a region. */
  outside: (region: string) => OutsideWorld;
  feed: GitOpsFeed;
  logger: Logger;
  /** Of the API server's certificate, PEM. */
  rootCertificate: string;
  /** Of the cluster's store, before its first write. */
  revision: number;
}

/** A cluster with its base objects and all its controllers, not yet reachable over HTTP. */
export function createSandboxCluster(options: SandboxClusterOptions): {
  name: string;
  region: string;
  store: ClusterStore;
  stop(): void;
} {
  const { cluster, clock, outside, logger } = options;
  const store = createObjectStore({
    now: () => clock.now(),
    revision: options.revision,
  });
  const { stop } = startControllers({
    ...options,
    outside: outside(cluster.region),
    store,
    logger: {
      info: message => logger.info(`${cluster.name}: ${message}`),
      warn: message => logger.warn(`${cluster.name}: ${message}`),
    },
  });
  for (const object of clusterBase(options)) {
    const created = store.create(object);
    const { status } = object as { status?: Record<string, unknown> };
    if (status) store.updateStatus({ ...created, status });
  }
  return { name: cluster.name, region: cluster.region, store, stop };
}
