import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '@plumbline/plugin-odoo-common';
import {
  clusterUsers,
  createObjectStore,
  loadIdentity,
  serverCertificate,
  startApiServer,
  type ClusterStore,
  type NewObject,
} from 'sandbox';
import { startCountingProxy } from '../process/countingProxy';
import { Template } from './template';

const HOST = '127.0.0.1';

/** How a case reaches a cluster. */
export interface ClusterAccess {
  name: string;
  url: string;
  caData: string;
  token: string;
}

export interface Clusters {
  access: ClusterAccess[];
  environments: Environment[];
  counts(): { calls: number; bytes: number };
  stop(): Promise<void>;
}

/** API servers of the sandbox with copies of one environment, spread over them. */
export async function startClusters(
  template: Template,
  size: { clusters: number; environments: number },
): Promise<Clusters> {
  const names = Array.from(
    { length: size.clusters },
    (_, index) => `bench-${index + 1}`,
  );
  const stores = new Map(names.map(name => [name, createObjectStore()]));
  const environments = Array.from({ length: size.environments }, (_, index) => {
    const cluster = names[index % names.length];
    const copy = copier(template, `tenant-${index + 1}`, cluster);
    fill(stores.get(cluster)!, template.objects.map(copy));
    return copy(template.environment);
  });

  const folder = await mkdtemp(join(tmpdir(), 'bench-clusters-'));
  const identity = await loadIdentity(
    join(folder, 'identity.json'),
    names,
    new Date(),
  );
  await rm(folder, { recursive: true, force: true });
  const tls = await serverCertificate(identity, HOST);
  const servers = await Promise.all(
    [...stores].map(async ([name, store]) => {
      const users = clusterUsers(identity.tokens[name]);
      const server = await startApiServer({
        name,
        store,
        tls,
        host: HOST,
        port: 0,
        users,
      });
      return { server, proxy: await startCountingProxy(server.port) };
    }),
  );
  const caData = Buffer.from(identity.certificateAuthority.cert).toString(
    'base64',
  );
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  return {
    access: servers.map(({ server, proxy }) => ({
      name: server.name,
      url: `https://${HOST}:${proxy.port}`,
      caData,
      token: identity.tokens[server.name].portalToken,
    })),
    environments,
    counts: () => ({
      calls: sum(
        servers.flatMap(({ server }) => Object.values(server.calls())),
      ),
      bytes: sum(servers.map(({ proxy }) => proxy.bytesReceived())),
    }),
    async stop() {
      for (const { server, proxy } of servers) {
        server.disconnect();
        await server.close();
        await proxy.close();
      }
    },
  };
}

/** Names hold the tenant's, in every field: a copy is the same text with another one. */
function copier({ environment }: Template, tenant: string, cluster: string) {
  const { tenant: original, placement } = environment;
  return <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(original, tenant)
        .replaceAll(placement.cluster, cluster),
    );
}

function fill(store: ClusterStore, objects: readonly NewObject[]): void {
  const namespaces = objects.flatMap(
    ({ metadata }) => metadata.namespace ?? [],
  );
  for (const name of new Set(namespaces)) {
    const exists = store.stored(
      { group: '', kind: 'Namespace' },
      undefined,
      name,
    );
    if (exists) continue;
    store.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  for (const { status, ...object } of objects) {
    const { uid, resourceVersion, managedFields, ...metadata } =
      object.metadata;
    const created = store.create({ ...object, metadata } as NewObject);
    if (status) {
      store.updateStatus({
        ...created,
        status: status as Record<string, unknown>,
      });
    }
  }
}
