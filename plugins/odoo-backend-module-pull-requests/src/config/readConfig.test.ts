import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { SECRET, configOf, hostOf } from '../__testUtils__/hosts';
import { createAzureDevOpsHost } from '../azureDevOps';
import { createGitHubHost } from '../github';
import { readConfig } from './readConfig';

const read = (host: object) =>
  readConfig(mockServices.rootConfig({ data: { odoo: { gitops: { host } } } }));

describe('configuration of a host', () => {
  it('is optional, and has defaults for all but the repository', () => {
    expect(readConfig(mockServices.rootConfig())).toBeUndefined();
    expect(readConfig(configOf('github'))).toMatchObject({
      branch: 'main',
      mergeMethod: 'merge',
      pollSeconds: 20,
    });
    expect(hostOf('azure-devops')).toMatchObject({
      title: 'Azure DevOps',
      pollMs: 20_000,
    });
  });

  it('names every wrong key and repeats no value', () => {
    const wrong = () =>
      read({ kind: 'gitlab', repository: SECRET, mergeMethod: 'octopus' });
    expect(wrong).toThrow(
      /host\.kind: .*host\.repository: .*host\.mergeMethod: /,
    );
    expect(wrong).not.toThrow(new RegExp(SECRET));
    const inUrl = () =>
      read({
        kind: 'github',
        repository: `https://x:${SECRET}@github.com/a/b`,
      });
    expect(inUrl).toThrow(/must hold no credentials/);
    expect(inUrl).not.toThrow(new RegExp(SECRET));
  });

  it.each([
    ['github', 'https://github.com/acme', /<owner>\/<name>/],
    [
      'github',
      'https://git.example/acme/gitops',
      /no integration for git\.example/,
    ],
    ['azure-devops', 'https://dev.azure.com/acme/fleet', /_git\/<name>/],
    ['azure-devops', 'https://ado.example/acme/fleet/_git/g', /no integration/],
  ] as const)('refuses for %s %s', (kind, repository, words) => {
    const config = configOf(kind, { repository });
    const options = readConfig(config)!;
    const integrations = ScmIntegrations.fromConfig(config);
    const create = kind === 'github' ? createGitHubHost : createAzureDevOpsHost;
    expect(() => create(options, integrations)).toThrow(words);
  });

  it('asks by https only, unless on loopback', () => {
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          github: [
            { host: 'git.example', apiBaseUrl: 'http://git.example/api' },
          ],
        },
      },
    });
    const options = read({
      kind: 'github',
      repository: 'https://git.example/acme/gitops',
    })!;
    const integrations = ScmIntegrations.fromConfig(config);
    expect(() => createGitHubHost(options, integrations)).toThrow(/https/);
  });
});
