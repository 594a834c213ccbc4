import { Platform, environmentName } from '@plumbline/plugin-odoo-common';
import {
  clusterEntry,
  tenantProject,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { BoundedCache, RegistrySnapshot } from '../../registry';
import { entryProject } from '../entryProject';

/** Above the size of a large fleet. */
const CACHED_ENTRIES = 50_000;

/** Environments of tiers that keep freezes, as Git has them: those that no window reaches, and all. */
export interface OutsideProject {
  count: number;
  of: number;
  /** The project of the others, by the name of the Application: a window holds them where the cluster has it so. */
  inside: ReadonlyMap<string, string>;
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
        const project = tenantProject(this.platform, each.tenant);
        const name = environmentName(each);
        return { path, blob: files.get(path) ?? '', name, project };
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
        this.#projects.set(blob, entryProject(texts.get(path)) ?? 'none');
      }
    }
    const inside = entries.filter(
      ({ blob, project }) => this.#projects.get(blob) === project,
    );
    return {
      count: entries.length - inside.length,
      of: entries.length,
      inside: new Map(inside.map(({ name, project }) => [name, project])),
    };
  }
}
