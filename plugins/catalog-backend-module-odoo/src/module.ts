import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { gitOpsRepositoryServiceRef } from '@plumbline/plugin-odoo-node';
import { OdooEntityProvider } from './OdooEntityProvider';

/**
 * Every replica asks the local clone whether the head moved; the scope is local because what has
 * been projected is remembered in the process, and a repeated full mutation changes nothing.
 */
const SCHEDULE = {
  frequency: { seconds: 10 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 1 },
  scope: 'local' as const,
};

/** Projects the GitOps repository into the catalog. */
export const catalogModuleOdoo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'odoo',
  register(module) {
    module.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        repository: gitOpsRepositoryServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, repository, logger, scheduler }) {
        catalog.addEntityProvider(
          new OdooEntityProvider({
            repository,
            logger,
            schedule: scheduler.createScheduledTaskRunner(SCHEDULE),
          }),
        );
      },
    });
  },
});
