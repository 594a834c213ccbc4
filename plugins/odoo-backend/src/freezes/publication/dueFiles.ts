import { Platform } from '@plumbline/plugin-odoo-common';
import {
  RenderedFile,
  freezesAsOf,
  freezesPaths,
  freezesProblem,
  renderFreezesFiles,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../../registry';
import { ComingEnvironment } from '../input/comingEnvironments';
import { dayOf, freezesInput } from '../input/freezesInput';

/** How old a file may be that would be the same today, at most. */
const RENEW_AFTER_MS = 7 * 24 * 3600 * 1000;

/**
 * Of the horizon: what has no room for all of it tells of less, and is renewed sooner. A freeze so near counts for more
 * than one that is months away.
 */
const PARTS = [1, 1 / 2, 1 / 4, 1 / 8];

export interface DueFiles {
  files: Map<string, string | undefined>;
  /** Whose files those are. */
  clusters: { cluster: string; knownUntil: Date }[];
  /** Of the commit. */
  reason: string;
  /** Why it cannot be published, by cluster. */
  failed: ReadonlyMap<string, string>;
}

/** Well before it closes because nobody renewed it. */
const renewAfterMs = (knownUntil: number, asOf: number): number =>
  Math.min(RENEW_AFTER_MS, (knownUntil - asOf) / 2);

interface FilesOfDay {
  /** Without any: the cluster has no tenant. */
  files: readonly RenderedFile[];
  knownUntil: number;
}

/**
 * The files that are not there as they should be. One that is younger than a week stays while it says what it would
 * have said on its own day: rendering every day what means the same would be a commit every day.
 */
export async function dueFiles(
  snapshot: RegistrySnapshot,
  options: {
    platform: Platform;
    repository: GitOpsRepository;
    passing: ReadonlyMap<string, number>;
    coming?: readonly ComingEnvironment[];
    readable?: ReadonlyMap<string, number>;
    now: Date;
  },
): Promise<DueFiles> {
  const { platform, repository, passing, coming, readable, now } = options;
  const today = dayOf(now);
  const clusters = platform.clusters.filter(
    cluster => !freezesProblem(platform, cluster),
  );
  /** With the longest horizon for which there is room; undefined: there is none. */
  const render = (
    cluster: Platform['clusters'][number],
    asOf: number,
  ): FilesOfDay | undefined => {
    for (const part of PARTS) {
      const input = freezesInput(snapshot, {
        platform,
        cluster: cluster.name,
        asOf,
        part,
        passing,
        coming,
        readable,
      });
      const { knownUntil } = input;
      if (input.tenants.length === 0) return { files: [], knownUntil };
      const files = renderFreezesFiles(input, cluster);
      if (files) return { files, knownUntil };
    }
    return undefined;
  };
  const failed = new Map<string, string>();
  const due: DueFiles = {
    files: new Map(),
    clusters: [],
    failed,
    reason: 'Rendered from calendars/ for the controllers of the clusters.',
  };
  for (const cluster of clusters) {
    const paths = freezesPaths(cluster);
    const there = paths.filter(path => snapshot.files.has(path));
    const found =
      there.length > 0
        ? await repository.read(snapshot.head, there)
        : new Map<string, string>();
    const asOf = freezesAsOf(found.get(paths[0]) ?? '');
    if (asOf !== undefined && asOf <= today) {
      const then = render(cluster, asOf);
      const isFresh =
        then && today - asOf < renewAfterMs(then.knownUntil, asOf);
      if (isFresh && differing(paths, found, then.files).size === 0) continue;
    }
    const wanted = render(cluster, today);
    if (!wanted) {
      failed.set(
        cluster.name,
        `${paths[0]} has no room for so many tenants, even for an eighth of odoo.platform.changeWindows.horizon: move tenants to another cluster`,
      );
      continue;
    }
    if (wanted.files.length === 0) continue;
    const changed = differing(paths, found, wanted.files);
    if (changed.size === 0) continue;
    changed.forEach((content, path) => due.files.set(path, content));
    due.clusters.push({
      cluster: cluster.name,
      knownUntil: new Date(wanted.knownUntil),
    });
  }
  return due;
}

/** What has to be written or deleted. */
function differing(
  paths: readonly string[],
  found: ReadonlyMap<string, string>,
  wanted: readonly RenderedFile[],
): Map<string, string | undefined> {
  const contents = new Map(wanted.map(({ path, content }) => [path, content]));
  return new Map(
    paths
      .filter(path => contents.get(path) !== found.get(path))
      .map(path => [path, contents.get(path)]),
  );
}
