import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { HostClient } from '@plumbline/plugin-odoo-node';
import { HostOptions } from '../config';
import { GitHubHost } from './GitHubHost';

/** A host by the GitHub integration of the repository: an app or a token. Fails with InputError. */
export function createGitHubHost(
  options: HostOptions,
  integrations: ScmIntegrationRegistry,
): GitHubHost {
  const { repository, branch, mergeMethod, pollSeconds } = options;
  const match = /^\/([^/]+)\/([^/]+?)(\.git)?\/?$/.exec(repository.pathname);
  if (!match) {
    throw new InputError(
      'odoo.gitops.host.repository must be https://<host>/<owner>/<name>',
    );
  }
  const [, owner, name] = match.map(each => each && decodeURIComponent(each));
  const api = integrations.github.byUrl(repository)?.config.apiBaseUrl;
  if (!api) {
    throw new InputError(
      `There is no integration for ${repository.host}: add it to integrations.github, with its apiBaseUrl`,
    );
  }
  const provider =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const client = new HostClient({
    title: 'GitHub',
    api: new URL(api),
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    },
    authorize: async () => {
      const { headers } = await provider.getCredentials({
        url: repository.href,
      });
      return headers ?? {};
    },
  });
  const pollMs = pollSeconds * 1000;
  return new GitHubHost({ client, owner, name, branch, mergeMethod, pollMs });
}
