import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startResourceManager } from './azure';
import {
  GroupBackups,
  publicationAccess,
  type BackupStoreAccess,
  type PublicationAccess,
} from './backups';
import { podLogOf, type Logger } from './controllers';
import {
  ClusterServer,
  clusterUsers,
  freezerUser,
  loadIdentity,
  serverCertificate,
  storageKey,
  writeKubeconfig,
  type ClusterAccess,
} from './cluster';
import { startControl } from './control';
import { ensureGitOpsRepository } from './git';
import { startPrometheus, worldSamples } from './metrics';
import { startGitHub, workflowRunsOf } from './pipelines';
import { eachInItsPlace, FreezerPods, RestoreTestPods } from './pods';
import { Scenarios, worldScenarios } from './scenarios';
import { seedClusters } from './seededClusters';
import {
  Ailments,
  loadPlatform,
  loadWorld,
  releasesOf,
  repositorySeed,
  versionOf,
} from './world';

/** How often the clusters' Argo CD asks the repository for news, in milliseconds. */
const POLL_INTERVAL = 3000;
const YEAR_MS = 365 * 86_400_000;

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
  /** Where the recovery order can be published, one for each region. */
  recoveryOrders: PublicationAccess[];
  /** Public half of the key that restore tests sign with. */
  verificationKey: { id: string; publicKey: string };
  /** Stand-in of Azure Resource Manager. */
  azure: { endpoint: string; token: string };
  /** Stand-in of the GitHub whose pipelines built the releases. */
  gitHub: { apiBaseUrl: string; token: string };
  /** Stand-in of the Prometheus that scrapes all clusters. */
  prometheus: { url: string; token: string };
  /** Where scenarios are switched. */
  control: { url: string; token: string };
  stop(): Promise<void>;
}

const SILENT: Logger = { info: () => undefined, warn: () => undefined };

/**
 * Starts the embedded world: clusters with their APIs, the GitOps repository they follow, and the stores that
 * their backups go to.
 */
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
  logger.info('writing the GitOps repository and two days of backups');
  const [backups] = await Promise.all([
    GroupBackups.open({
      ...facts,
      folder: join(ownFolder, 'backups'),
      now,
      keyOf: account => storageKey(identity, account),
      restoreTestKey: identity.restoreTestKey.privateKey,
      logger,
    }),
    ensureGitOpsRepository(gitopsUrl, () => repositorySeed(facts)),
  ]);
  const pods = new RestoreTestPods({
    image: platform.restoreTest?.image,
    stores: backups.stores.map(({ region, account, endpoint }) => ({
      url: `https://${account}.blob.core.windows.net`,
      address: world.privateEndpoints[region],
      endpoint,
    })),
    flowsFolder: join(ownFolder, 'flows'),
    hasResult: url => backups.hasResult(url),
    logger,
  });
  // They start once the clusters have lived through their history.
  const servers: ClusterServer[] = [];
  const freezers = new FreezerPods({
    accessOf: (store, user) =>
      servers.find(server => server.isOf(store))?.accessOf(user),
    certificateAuthority: identity.certificateAuthority.cert,
    logger,
  });
  const programs = eachInItsPlace(freezers, pods);
  logger.info('replaying its history on the clusters');
  const ailments = new Ailments();
  const seeded = await seedClusters({
    ...facts,
    repository: gitopsUrl,
    now,
    vaultKey: identity.vaultKey,
    rootCertificate: identity.certificateAuthority.cert,
    services: {
      backups: region => backups.inRegion(region),
      pods: programs,
      issuedSecret: (vault, key) => backups.issuedSecret(vault, key),
    },
    ailments,
    logger,
  });
  await backups.openStores();
  const tls = await serverCertificate(identity, host);
  for (const [index, { name, region, store }] of seeded.clusters.entries()) {
    servers.push(
      new ClusterServer(region, {
        name,
        store,
        tls,
        host,
        version: versionOf(world, name),
        port: options.ports?.[index] ?? 0,
        users: [
          ...clusterUsers(identity.tokens[name]),
          freezerUser(store, platform),
        ],
        podLog: podLogOf(store, programs),
      }),
    );
  }
  for (const server of servers) await server.start();
  const caData = Buffer.from(identity.certificateAuthority.cert).toString(
    'base64',
  );
  const clusters = servers.map(({ name, url }) => ({
    name,
    url,
    caData,
    ...identity.tokens[name],
  }));
  await writeKubeconfig(kubeconfigPath, clusters);
  const { azureToken, controlToken, gitHubToken, restoreTestKey } = identity;
  const azure = await startResourceManager({
    host,
    token: azureToken,
    accounts: () => backups.accounts(),
  });
  const gitHub = await startGitHub({
    host,
    token: gitHubToken,
    runs: workflowRunsOf(releases.values()),
  });
  const stores = seeded.clusters.map(({ store }) => store);
  const prometheusToken = randomBytes(24).toString('base64url');
  const prometheus = await startPrometheus({
    host,
    token: prometheusToken,
    samplesOf: worldSamples({ ...facts, clusters: seeded.clusters, ailments }),
  });
  const scenarioFolder = join(ownFolder, 'scenarios');
  await mkdir(scenarioFolder, { recursive: true });
  const scenarios = new Scenarios(
    worldScenarios({
      ...facts,
      backups,
      servers,
      stores,
      ailments,
      gitHub,
      repository: gitopsUrl,
      folder: scenarioFolder,
    }),
    join(scenarioFolder, 'on.json'),
  );
  await scenarios.resume();
  backups.goLive();
  seeded.clock.goLive();
  seeded.feed.poll(POLL_INTERVAL);
  const control = await startControl({ host, token: controlToken, scenarios });
  return {
    clusters,
    gitopsUrl,
    kubeconfigPath,
    backupStores: backups.stores.map(store => store.access(now)),
    recoveryOrders: backups.stores.map(store =>
      publicationAccess(store, new Date(now.getTime() + YEAR_MS)),
    ),
    verificationKey: {
      id: platform.restoreTest?.keyId ?? '',
      publicKey: restoreTestKey.publicKey,
    },
    azure: { endpoint: azure.url, token: azureToken },
    gitHub: { apiBaseUrl: gitHub.apiBaseUrl, token: gitHubToken },
    prometheus: { url: prometheus.url, token: prometheusToken },
    control: { url: control.url, token: controlToken },
    async stop() {
      await control.stop();
      await prometheus.stop();
      await gitHub.stop();
      await azure.stop();
      seeded.stop();
      await Promise.all([freezers.stop(), pods.stop()]);
      await backups.stop();
      await Promise.all(servers.map(server => server.stop()));
    },
  };
}
