import { Platform } from '@plumbline/plugin-odoo-common';
import {
  RenderedFile,
  freezesAsOf,
  freezesPath,
  freezesProblem,
  renderFreezes,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../registry';
import { ComingEnvironment } from './comingEnvironments';
import { dayOf, freezesInput, knownUntilOf } from './freezesInput';

/** How old a file may be that would be the same today, at most. */
const RENEW_AFTER_MS = 7 * 24 * 3600 * 1000;

/** The API server takes no ConfigMap above 1 MiB, and the portal reads no file above that. */
const MAX_BYTES = { flux: 900_000, 'argo-cd': 1_000_000 };

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
const renewAfterMs = (platform: Platform, asOf: number): number =>
  Math.min(RENEW_AFTER_MS, (knownUntilOf(platform, asOf) - asOf) / 2);

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
  const render = (
    cluster: Platform['clusters'][number],
    asOf: number,
  ): RenderedFile | undefined => {
    const input = freezesInput(snapshot, {
      platform,
      cluster: cluster.name,
      asOf,
      passing,
      coming,
      readable,
    });
    return input.tenants.length > 0 ? renderFreezes(input, cluster) : undefined;
  };
  const failed = new Map<string, string>();
  const due: DueFiles = {
    files: new Map(),
    clusters: [],
    failed,
    reason: 'Rendered from calendars/ for the controllers of the clusters.',
  };
  for (const cluster of clusters) {
    const path = freezesPath(cluster);
    const texts = snapshot.files.has(path)
      ? await repository.read(snapshot.head, [path])
      : undefined;
    const found = texts?.get(path);
    const asOf = found === undefined ? undefined : freezesAsOf(found);
    const isFresh =
      asOf !== undefined &&
      asOf <= today &&
      today - asOf < renewAfterMs(platform, asOf);
    if (isFresh && render(cluster, asOf)?.content === found) continue;
    const content = render(cluster, today)?.content;
    if (content === undefined) continue;
    const bytes = Buffer.byteLength(content);
    const limit = MAX_BYTES[cluster.gitops];
    if (bytes > limit) {
      failed.set(
        cluster.name,
        `${path} would have ${bytes} bytes, and may have ${limit}: shorten odoo.platform.changeWindows.horizon, or move tenants to another cluster`,
      );
      continue;
    }
    due.files.set(path, content);
    due.clusters.push({
      cluster: cluster.name,
      knownUntil: new Date(knownUntilOf(platform, today)),
    });
  }
  return due;
}
