import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { odooPipelineEvidenceExtensionPoint } from '@plumbline/plugin-odoo-node';
import { AzurePipelinesReader } from './AzurePipelinesReader';
import { GitHubActionsReader } from './GitHubActionsReader';

/** Asks GitHub Actions and Azure Pipelines, where `integrations` names their hosts. */
export const odooModulePipelines = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'pipelines',
  register(reg) {
    reg.registerInit({
      deps: {
        pipelines: odooPipelineEvidenceExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ pipelines, config }) {
        const integrations = ScmIntegrations.fromConfig(config);
        pipelines.addReader(new GitHubActionsReader(integrations));
        pipelines.addReader(new AzurePipelinesReader(integrations));
      },
    });
  },
});
