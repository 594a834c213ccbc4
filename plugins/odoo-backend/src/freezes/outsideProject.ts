import { Platform } from '@plumbline/plugin-odoo-common';
import {
  clusterEntry,
  tenantProject,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { BoundedCache, RegistrySnapshot } from '../registry';

/** Above the size of a large fleet. */
const CACHED_ENTRIES = 50_000;

/** Environments of tiers that keep freezes: those that no window reaches, and all. */
export interface OutsideProject {
  count: number;
  of: number;
}

/**
 * Counts what Argo CD still syncs in another project than the tenant's, which alone has windows: on the first day every
 * environment, later what was rolled back. Entries are read as they stand in Git, each content once.
 */
export class OutsideProjects {
  /** Project by object id of the entry. */
  readonly #projects = new BoundedCache<string>(CACHED_ENTRIES);

  constructor(
    private readonly repository: Pick<GitOpsRepository, 'read'>,
    private readonly platform: Platform,
  ) {}

  async on(
    cluster: string,
    {
      environments,
      files,
      head,
    }: Pick<RegistrySnapshot, 'environments' | 'files' | 'head'>,
  ): Promise<OutsideProject> {
    const { tiers } = this.platform;
    const entries = [...environments.values()]
      .filter(
        ({ placement, spec }) =>
          placement.cluster === cluster &&
          tiers[spec.tier].changeWindow === 'enforced',
      )
      .map(each => {
        const path = clusterEntry(cluster, each);
        return { path, blob: files.get(path) ?? '', tenant: each.tenant };
      });
    const unknown = entries.filter(
      ({ blob }) => blob && !this.#projects.get(blob),
    );
    if (unknown.length > 0) {
      const texts = await this.repository.read(
        head,
        unknown.map(({ path }) => path),
      );
      for (const { path, blob } of unknown) {
        const found = /^ {2}project: (\S+)$/m.exec(texts.get(path) ?? '');
        this.#projects.set(blob, found?.[1] ?? 'none');
      }
    }
    const outside = entries.filter(
      ({ blob, tenant }) =>
        this.#projects.get(blob) !== tenantProject(this.platform, tenant),
    );
    return { count: outside.length, of: entries.length };
  }
}
