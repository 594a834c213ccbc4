import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { odooPullRequestHostExtensionPoint } from '@plumbline/plugin-odoo-node';
import { createAzureDevOpsHost } from './azureDevOps';
import { readConfig } from './config';
import { createGitHubHost } from './github';

const CREATE = {
  github: createGitHubHost,
  'azure-devops': createAzureDevOpsHost,
};

/** Lets the host of `odoo.gitops.host` merge what changes; without one it does nothing. */
export const odooModulePullRequests = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'pull-requests',
  register(reg) {
    reg.registerInit({
      deps: {
        pullRequests: odooPullRequestHostExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ pullRequests, config }) {
        const options = readConfig(config);
        if (!options) return;
        const integrations = ScmIntegrations.fromConfig(config);
        pullRequests.setHost(CREATE[options.kind](options, integrations));
      },
    });
  },
});
