import { environmentName, type Platform } from '@plumbline/plugin-odoo-common';
import {
  clusterEntry,
  renderFreezes,
  type RenderedFile,
} from '@plumbline/plugin-odoo-golden-path';
import type { SeedCommit } from '../git';
import type { Deployment } from './environments';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** As it was before the clusters' own controllers kept freezes. */
export const withoutFreezes = (platform: Platform): Platform => ({
  ...platform,
  gitops: { ...platform.gitops, syncWindows: false },
});

/** What an environment is rendered to now, and where. */
export interface Rendered {
  cluster: string;
  deployment: Deployment;
  files: readonly RenderedFile[];
}

/**
 * The latest commit of the past: every cluster gets its projects, and the environments move into them. Closed spans are
 * not in it: the portal publishes those when it starts, as it does whenever a calendar has changed.
 */
export function freezesCommit(
  platform: Platform,
  seededAt: Date,
  environments: readonly Rendered[],
): SeedCommit[] {
  if (!platform.gitops.syncWindows) return [];
  const at = new Date(seededAt.getTime() - HOUR);
  const asOf = Math.floor(at.getTime() / DAY) * DAY;
  const entries = environments.flatMap(({ cluster, deployment, files }) =>
    files.filter(({ path }) => path === clusterEntry(cluster, deployment.ref)),
  );
  const projects = platform.clusters.map(cluster => {
    const placed = environments
      .filter(each => each.cluster === cluster.name)
      .map(({ deployment }) => deployment);
    const tenants = [...new Set(placed.map(({ ref }) => ref.tenant))].sort();
    return renderFreezes(
      {
        platform,
        cluster: cluster.name,
        asOf,
        knownUntil: asOf + 90 * DAY,
        tenants: tenants.map(tenant => ({
          tenant,
          closed: [],
          environments: placed
            .filter(({ ref }) => ref.tenant === tenant)
            .map(({ ref, spec }) => ({
              name: environmentName(ref),
              keeps: platform.tiers[spec.tier].changeWindow === 'enforced',
            })),
        })),
      },
      cluster,
    );
  });
  return [
    {
      at,
      message: 'Keep the freezes of the calendars in Git\n',
      files: new Map(
        [...projects, ...entries].map(({ path, content }) => [path, content]),
      ),
    },
  ];
}
