import { ClusterFreezes, Platform } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { RegistryService, RegistrySnapshot } from '../../registry';
import { KnownOfCluster, clusterFreezes } from './clusterFreezes';
import { differences } from './differences';
import { FreezesFacts, freezesFacts } from '../input/freezesFacts';
import { noteDiffers, readObservedFreezes } from './observations';
import { OutsideProjects } from './outsideProject';
import { readPublications } from '../publication/publications';
import { PublishedFiles } from './publishedFreezes';

/** What routes ask of Git's side of the calendars. */
export interface ReadFreezes {
  facts(snapshot: RegistrySnapshot, now: Date): Promise<FreezesFacts>;
  clusters(now: Date): Promise<ClusterFreezes[]>;
  /** Notes which clusters differ from Git, so that since when is known. */
  compare(now: Date): Promise<void>;
}

export function readFreezes(
  knex: Knex,
  {
    platform,
    registry,
    repository,
  }: {
    platform: Platform;
    registry: Pick<RegistryService, 'snapshot'>;
    repository: Pick<GitOpsRepository, 'read'>;
  },
): ReadFreezes {
  const outside = new OutsideProjects(repository, platform);
  const published = new PublishedFiles(repository);
  const inGit = async (
    cluster: Platform['clusters'][number],
    snapshot: RegistrySnapshot,
  ): Promise<Pick<KnownOfCluster, 'published' | 'outside'>> => {
    if (!platform.gitops.syncWindows) return { published: undefined };
    return {
      published: await published.of(cluster, snapshot),
      outside:
        cluster.gitops === 'argo-cd'
          ? await outside.on(cluster.name, snapshot)
          : undefined,
    };
  };
  return {
    facts: (snapshot, now) =>
      freezesFacts(knex, snapshot, { platform, repository, now }),
    async clusters(now) {
      const rows = await readPublications(knex);
      const seen = await readObservedFreezes(knex);
      const snapshot = await registry.snapshot();
      const list: ClusterFreezes[] = [];
      for (const cluster of platform.clusters) {
        list.push(
          clusterFreezes(cluster, {
            platform,
            row: rows.find(row => row.cluster === cluster.name),
            ...(await inGit(cluster, snapshot)),
            seen: seen.get(cluster.name),
            now,
          }),
        );
      }
      return list;
    },
    async compare(now) {
      const seen = await readObservedFreezes(knex);
      const snapshot = await registry.snapshot();
      for (const cluster of platform.clusters) {
        const shown = seen.get(cluster.name);
        if (!shown) continue;
        const git = await inGit(cluster, snapshot);
        if (!git.published) continue;
        const projects = git.outside?.inside ?? new Map();
        const { wrong } = differences(git.published, shown, projects);
        const differs = wrong !== undefined;
        await noteDiffers(knex, cluster.name, { differs, now });
      }
    },
  };
}
