import {
  GitOpsFeed,
  GitReader,
  SandboxClock,
  type Logger,
} from './controllers';
import { createSandboxCluster } from './cluster';
import type { ClusterStore } from './kubernetes';
import {
  handEdits,
  outsideWorld,
  versionOf,
  type Ailments,
  type OutsideServices,
  type WorldFacts,
} from './world';

const HOUR = 3_600_000;

export interface SeededClusters {
  clusters: { name: string; region: string; store: ClusterStore }[];
  clock: SandboxClock;
  feed: GitOpsFeed;
  stop(): void;
}

export interface SeedOptions extends WorldFacts {
  repository: string;
  /** Where the past ends. */
  now: Date;
  vaultKey: string;
  /** Of the API servers' certificates, PEM. */
  rootCertificate: string;
  services: OutsideServices;
  ailments: Ailments;
  logger: Logger;
}

/**
 * Clusters that lived through the history of the repository, commit by commit, up to `now`:
 * the same controllers that go on afterwards made every object, restart and backup of theirs.
 *
 * Git is what persists between starts. What was done to a cluster past Git is gone after a
 * restart, as on a cluster rebuilt from Git; the faults of the world happen again, because
 * they are part of its timeline.
 */
export async function seedClusters(
  options: SeedOptions,
): Promise<SeededClusters> {
  const { repository, platform, now, logger, world } = options;
  const reader = new GitReader(repository, world.branch);
  const history = await reader.history();
  await reader.load(history);
  const begin = new Date(history[0].committedAt.getTime() - HOUR);
  const clock = new SandboxClock({ start: begin, horizon: now });
  const feed = new GitOpsFeed(reader, logger);
  const outside = outsideWorld({ ...options, feed, now: () => clock.now() });
  // Ahead of the life before a restart, so that watches from there list again.
  const revision = Math.floor(now.getTime() / 1000);
  const shared = {
    platform,
    clock,
    outside,
    feed,
    logger,
    rootCertificate: options.rootCertificate,
    revision,
  };
  const clusters = platform.clusters.map(cluster =>
    createSandboxCluster({
      ...shared,
      cluster,
      version: versionOf(world, cluster.name),
    }),
  );
  const timeline = [
    ...history.map(snapshot => ({
      at: snapshot.committedAt,
      happen: () => feed.set(snapshot),
    })),
    ...handEdits(options).map(({ at, apply }) => ({
      at,
      happen: () => clusters.forEach(({ store }) => apply(store)),
    })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, happen } of timeline) {
    clock.fastForward(at < now ? at : now);
    happen();
  }
  clock.fastForward(now);
  // No client saw the past happen.
  for (const { store } of clusters) store.compact();
  const head = history.at(-1);
  if (head) reader.keepOnly(head);
  return {
    clusters,
    clock,
    feed,
    stop() {
      feed.stop();
      clock.stop();
      for (const cluster of clusters) cluster.stop();
    },
  };
}
