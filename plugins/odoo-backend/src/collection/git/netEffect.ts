import { EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { belongsTo } from '../../registry';

/**
 * Whether the environment's files are what they were at a commit: then what was done since was taken
 * back by hand, and nothing of it reaches the cluster any more.
 */
export async function isUnchangedSince(
  repository: Pick<GitOpsRepository, 'list'>,
  environment: EnvironmentRef,
  commit: string,
  files: ReadonlyMap<string, string>,
): Promise<boolean> {
  const { tenant, stage } = environment;
  const folder = `environments/${tenant}/${stage}`;
  const belongs = (path: string) => belongsTo(environment, path);
  const before = new Map(
    [
      ...(await repository.list(commit, folder)),
      ...(await repository.list(commit, 'clusters')),
    ]
      .filter(({ path }) => belongs(path))
      .map(({ path, blob }) => [path, blob]),
  );
  const after = [...files].filter(([path]) => belongs(path));
  return (
    after.length === before.size &&
    after.every(([path, blob]) => before.get(path) === blob)
  );
}
