import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GroupBackups } from './backups';
import { podLogOf, type Logger } from './controllers';
import {
  clusterUsers,
  loadIdentity,
  serverCertificate,
  storageKey,
  writeKubeconfig,
  type ClusterAccess,
} from './cluster';
import { createGitOpsRepository } from './git';
import { startApiServer } from './kubernetes';
import { seedClusters } from './seededClusters';
import { loadPlatform, loadWorld, releasesOf, repositorySeed } from './world';

/** How often the clusters' Argo CD asks the repository for news, in milliseconds. */
const POLL_INTERVAL = 3000;

export interface SandboxOptions {
  /** Everything the sandbox keeps lies in this folder. */
  dataDir: string;
  /** Loopback address. */
  host?: string;
  /** One for each cluster of the platform, in its order; 0 or absent: any free one. */
  ports?: readonly number[];
  /** Forget all that was and begin anew. */
  fresh?: boolean;
  now?: Date;
  logger?: Logger;
}

export interface Sandbox {
  clusters: ClusterAccess[];
  /** Path of the bare GitOps repository. */
  gitopsUrl: string;
  kubeconfigPath: string;
  backupStores: BackupStoreAccess[];
  /** Public half of the key that restore tests sign with. */
  verificationKey: { id: string; publicKey: string };
  stop(): Promise<void>;
}

/** How the portal reads the storage account of a region. */
export interface BackupStoreAccess {
  name: string;
  account: string;
  region: string;
  endpoint: string;
  secondaryEndpoint: string;
  resourceId: string;
  sasToken: string;
}

const SILENT: Logger = { info: () => undefined, warn: () => undefined };

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    error => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** Starts the embedded world: clusters with their APIs, and the GitOps repository they follow. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir, host = '127.0.0.1', logger = SILENT } = options;
  const now = options.now ?? new Date();
  const gitopsUrl = join(dataDir, 'gitops.git');
  const kubeconfigPath = join(dataDir, 'kubeconfig');
  const ownFolder = join(dataDir, 'sandbox');
  if (options.fresh) {
    for (const path of [gitopsUrl, kubeconfigPath, ownFolder]) {
      await rm(path, { recursive: true, force: true });
    }
  }
  await mkdir(ownFolder, { recursive: true, mode: 0o700 });
  const [world, platform] = await Promise.all([loadWorld(), loadPlatform()]);
  const names = platform.clusters.map(({ name }) => name);
  const identity = await loadIdentity(
    join(ownFolder, 'identity.json'),
    names,
    now,
  );
  const seededAt = new Date(identity.seededAt);
  const releases = releasesOf(world, seededAt);
  const facts = { world, platform, releases, seededAt };
  if (!(await exists(gitopsUrl))) {
    logger.info('writing the GitOps repository');
    await createGitOpsRepository(gitopsUrl, await repositorySeed(facts));
  }
  logger.info('taking backups of the past');
  const backups = await GroupBackups.open({
    ...facts,
    folder: join(ownFolder, 'backups'),
    now,
    keyOf: account => storageKey(identity, account),
    logger,
  });
  logger.info('replaying its history on the clusters');
  const { vaultKey } = identity;
  const repository = gitopsUrl;
  const seeded = await seedClusters({
    ...facts,
    repository,
    now,
    vaultKey,
    backups: region => backups.inRegion(region),
    logger,
  });
  await backups.openStores();
  const tls = await serverCertificate(identity, host);
  const servers = await Promise.all(
    seeded.clusters.map(({ name, store }, index) =>
      startApiServer({
        name,
        store,
        tls,
        host,
        port: options.ports?.[index] ?? 0,
        users: clusterUsers(identity.tokens[name]),
        podLog: podLogOf(store),
      }),
    ),
  );
  const caData = Buffer.from(identity.certificateAuthority.cert);
  const clusters = servers.map(({ name, url }) => ({
    name,
    url,
    caData: caData.toString('base64'),
    ...identity.tokens[name],
  }));
  await writeKubeconfig(kubeconfigPath, clusters);
  backups.goLive();
  seeded.clock.goLive();
  seeded.feed.poll(POLL_INTERVAL);
  return {
    clusters,
    gitopsUrl,
    kubeconfigPath,
    verificationKey: {
      id: platform.restoreTest?.keyId ?? '',
      publicKey: identity.restoreTestKey.publicKey,
    },
    backupStores: backups.stores.map(store => ({
      name: `backups-${store.region}`,
      account: store.account,
      region: store.region,
      endpoint: store.endpoint,
      secondaryEndpoint: store.secondaryEndpoint,
      resourceId: store.resourceId,
      sasToken: store.readSas(now),
    })),
    async stop() {
      seeded.stop();
      await backups.stop();
      await Promise.all(servers.map(server => server.close()));
    },
  };
}
