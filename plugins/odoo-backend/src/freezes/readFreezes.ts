import { ClusterFreezes, Platform } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { RegistryService } from '../registry';
import { clusterFreezes } from './clusterFreezes';
import { readObservedFreezes } from './observations';
import { OutsideProjects } from './outsideProject';
import { passingEnvironments } from './passesUntil';
import { readPublications } from './publications';
import { PublishedFiles } from './publishedFreezes';

/** What routes ask of Git's side of the calendars. */
export interface ReadFreezes {
  /** Until when an environment passes its freezes, in milliseconds since 1970, by `<tenant>/<stage>`. */
  passing(now: Date): Promise<ReadonlyMap<string, number>>;
  clusters(now: Date): Promise<ClusterFreezes[]>;
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
  return {
    passing: now => passingEnvironments(knex, now),
    async clusters(now) {
      const rows = await readPublications(knex);
      const seen = await readObservedFreezes(knex);
      const snapshot = await registry.snapshot();
      const list: ClusterFreezes[] = [];
      for (const cluster of platform.clusters) {
        const { syncWindows } = platform.gitops;
        const isCounted = syncWindows && cluster.gitops === 'argo-cd';
        list.push(
          clusterFreezes(cluster, {
            platform,
            row: rows.find(row => row.cluster === cluster.name),
            published: syncWindows
              ? await published.of(cluster, snapshot)
              : undefined,
            seen: seen.get(cluster.name),
            outside: isCounted
              ? await outside.on(cluster.name, snapshot)
              : undefined,
            now,
          }),
        );
      }
      return list;
    },
  };
}
