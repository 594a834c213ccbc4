import { ClusterFreezes, Platform } from '@plumbline/plugin-odoo-common';
import {
  freezesPath,
  freezesProblem,
} from '@plumbline/plugin-odoo-golden-path';
import { agreesWithGit } from './agreesWithGit';
import { SeenFreezes } from './observations';
import { OutsideProject } from './outsideProject';
import { PublishedFreezes } from './publishedFreezes';
import { FreezePublicationRow } from '../tables';

/** A look takes place every few seconds; after this long without one nobody knows what Git holds. */
const SILENCE_MS = 5 * 60_000;

export interface KnownOfCluster {
  platform: Platform;
  row: FreezePublicationRow | undefined;
  /** What is in Git. */
  published: PublishedFreezes | undefined;
  /** What the cluster has shown. */
  seen: SeenFreezes | undefined;
  /** Of a cluster with Argo CD. */
  outside?: OutsideProject;
  now: Date;
}

/** What is known of Git's side on one cluster. What nobody has looked at of late is not called kept. */
export function clusterFreezes(
  cluster: Platform['clusters'][number],
  options: KnownOfCluster,
): ClusterFreezes {
  const { row } = options;
  const known = {
    cluster: cluster.name,
    controller: cluster.gitops,
    file: freezesPath(cluster),
    publishedAt: row?.published_at ?? undefined,
    commit: row?.commit ?? undefined,
    knownUntil: row?.known_until ?? undefined,
    checkedAt: row?.checked_at ?? undefined,
  };
  return { ...known, ...stateOf(cluster, options) };
}

function stateOf(
  cluster: Platform['clusters'][number],
  { platform, row, published, seen, outside, now }: KnownOfCluster,
): Pick<ClusterFreezes, 'state' | 'message'> {
  const absent = (message: string) => ({
    state: 'not-published' as const,
    message,
  });
  if (!platform.gitops.syncWindows) {
    return absent(
      "The portal's gate alone keeps freezes: odoo.platform.gitops.syncWindows is off",
    );
  }
  const problem = freezesProblem(platform, cluster);
  if (problem) return absent(problem);
  if (row?.error) {
    return { state: 'failed', message: `Not published: ${row.error}` };
  }
  const silent =
    !row?.checked_at || now.getTime() - Date.parse(row.checked_at) > SILENCE_MS;
  if (silent) {
    return {
      state: 'unknown',
      message: 'Nobody has looked at the file of late',
    };
  }
  const publishedAt = row.published_at
    ? Date.parse(row.published_at)
    : undefined;
  const { state, message } = agreesWithGit({
    published,
    publishedAt,
    seen,
    projects: outside?.inside ?? new Map(),
    now,
  });
  if (!outside?.count) return { state, message };
  return {
    // Of a cluster that nobody has seen nothing is kept, not in part either.
    state: state === 'kept' ? 'partly' : state,
    message: `${message}. ${outside.count} of ${outside.of} environments that keep freezes are not in the project of their tenant, and no window holds them: each takes one change to move there`,
  };
}
