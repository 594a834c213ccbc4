import { Platform } from '@plumbline/plugin-odoo-common';
import {
  freezesPaths,
  tenantProject,
} from '@plumbline/plugin-odoo-golden-path';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { RegistrySnapshot } from '../../registry';
import { entryProject } from '../entryProject';

/**
 * The project of a tenant that some file names and that its cluster does not get at that head; undefined: they are all
 * there. Argo CD refuses an application of a project that it does not know, and production would stand still.
 */
export async function absentProject(
  {
    repository,
    platform,
  }: { repository: Pick<GitOpsRepository, 'read'>; platform: Platform },
  { head, files: there }: Pick<RegistrySnapshot, 'head' | 'files'>,
  files: ReadonlyMap<string, string | undefined>,
): Promise<{ cluster: string; project: string } | undefined> {
  const ofTenants = tenantProject(platform, '');
  for (const cluster of platform.clusters) {
    const paths = freezesPaths(cluster);
    const projects = [...files].flatMap(([path, text]) => {
      const isEntry =
        path.startsWith(`clusters/${cluster.name}/`) && !paths.includes(path);
      const project = isEntry ? entryProject(text) : undefined;
      return project?.startsWith(ofTenants) ? [project] : [];
    });
    if (projects.length === 0) continue;
    const texts = await repository.read(
      head,
      paths.filter(path => there.has(path)),
    );
    const all = [...texts.values()].join('\n');
    const project = projects.find(name => !all.includes(`\n  name: ${name}\n`));
    if (project) return { cluster: cluster.name, project };
  }
  return undefined;
}
