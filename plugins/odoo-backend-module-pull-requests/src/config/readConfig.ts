import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HostConfig, hostedConfigSchema } from './schema';

export type HostOptions = Omit<HostConfig, 'repository'> & {
  repository: URL;
  /** Into which pull requests are merged. */
  branch: string;
};

/**
 * Absent: commits are pushed to the branch.
 *
 * @throws InputError that names every wrong key and repeats no value
 */
export function readConfig(config: Config): HostOptions | undefined {
  const parsed = hostedConfigSchema.safeParse(config.getOptional('odoo') ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${['odoo', ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Wrong configuration. ${problems.join('; ')}`);
  }
  const { host } = parsed.data.gitops;
  if (!host) return undefined;
  const repository = new URL(host.repository);
  if (repository.username || repository.password) {
    throw new InputError(
      'odoo.gitops.host.repository must hold no credentials: they belong in integrations',
    );
  }
  return {
    ...host,
    repository,
    branch: config.getOptionalString('odoo.gitops.branch') ?? 'main',
  };
}
