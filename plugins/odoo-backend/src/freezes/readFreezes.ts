import { ClusterFreezes, Platform } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { clusterFreezes } from './clusterFreezes';
import { passingEnvironments } from './passesUntil';
import { readPublications } from './publications';

/** What routes ask of Git's side of the calendars. */
export interface ReadFreezes {
  /** Until when an environment passes its freezes, in milliseconds since 1970, by `<tenant>/<stage>`. */
  passing(now: Date): Promise<ReadonlyMap<string, number>>;
  clusters(now: Date): Promise<ClusterFreezes[]>;
}

export function readFreezes(
  knex: Knex,
  { platform, hosted }: { platform: Platform; hosted: boolean },
): ReadFreezes {
  return {
    passing: now => passingEnvironments(knex, now),
    async clusters(now) {
      const rows = await readPublications(knex);
      return platform.clusters.map(cluster =>
        clusterFreezes(cluster, {
          platform,
          hosted,
          row: rows.find(row => row.cluster === cluster.name),
          now,
        }),
      );
    },
  };
}
