import { InputError } from '@backstage/errors';
import {
  DefaultAzureDevOpsCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { HostClient } from '@plumbline/plugin-odoo-node';
import { HostOptions } from '../config';
import { AzureDevOpsHost } from './AzureDevOpsHost';

/** A host by the Azure integration of the repository: a token, a service principal or a managed identity. Fails with InputError. */
export function createAzureDevOpsHost(
  options: HostOptions,
  integrations: ScmIntegrationRegistry,
): AzureDevOpsHost {
  const { repository, branch, mergeMethod, pollSeconds } = options;
  const match = /^(\/.+)\/_git\/([^/]+)\/?$/.exec(repository.pathname);
  if (!match) {
    throw new InputError(
      'odoo.gitops.host.repository must be https://dev.azure.com/<organization>/<project>/_git/<name>',
    );
  }
  if (!integrations.azure.byUrl(repository)) {
    throw new InputError(
      `There is no integration for ${repository.host}: add it to integrations.azure`,
    );
  }
  const provider =
    DefaultAzureDevOpsCredentialsProvider.fromIntegrations(integrations);
  const project = new URL(match[1], repository);
  const client = new HostClient({
    title: 'Azure DevOps',
    api: project,
    headers: { accept: 'application/json' },
    authorize: async () => {
      const credentials = await provider.getCredentials({
        url: repository.href,
      });
      return credentials?.headers ?? {};
    },
  });
  return new AzureDevOpsHost({
    client,
    project: project.href,
    name: decodeURIComponent(match[2]),
    branch,
    mergeMethod,
    pollMs: pollSeconds * 1000,
  });
}
