import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { PullRequestHost } from '@plumbline/plugin-odoo-node';
import { createAzureDevOpsHost } from '../azureDevOps';
import { MergeMethod, readConfig } from '../config';
import { createGitHubHost } from '../github';
import type { HostKind } from '../testUtils';

/** What no message, request line or answer may ever hold. */
export const SECRET = 'token-that-nobody-may-see';

const REPOSITORIES: Record<HostKind, string> = {
  github: 'https://github.com/acme/gitops',
  'azure-devops': 'https://dev.azure.com/acme/fleet/_git/gitops',
};

/** Below these each service speaks of the repository and of its project. */
export const APIS: Record<HostKind, string> = {
  github: 'https://api.github.com/repos/acme/gitops',
  'azure-devops':
    'https://dev.azure.com/acme/fleet/_apis/git/repositories/gitops',
};

export function configOf(kind: HostKind, host: object = {}) {
  return mockServices.rootConfig({
    data: {
      integrations: {
        github: [{ host: 'github.com', token: SECRET }],
        azure: [
          {
            host: 'dev.azure.com',
            credentials: [{ personalAccessToken: SECRET }],
          },
        ],
      },
      odoo: {
        gitops: { host: { kind, repository: REPOSITORIES[kind], ...host } },
      },
    },
  });
}

/** A host as the module makes it from configuration. */
export function hostOf(
  kind: HostKind,
  options: { mergeMethod?: MergeMethod } = {},
): PullRequestHost {
  const config = configOf(kind, options);
  const read = readConfig(config);
  if (!read) throw new Error('There is no host');
  const integrations = ScmIntegrations.fromConfig(config);
  return kind === 'github'
    ? createGitHubHost(read, integrations)
    : createAzureDevOpsHost(read, integrations);
}
