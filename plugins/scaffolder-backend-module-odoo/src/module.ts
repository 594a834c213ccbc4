import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createBeginSeriesUpgradeAction } from './actions/beginSeriesUpgrade';
import { createProposeDecommissionAction } from './actions/proposeDecommission';
import { createProposeEnvironmentAction } from './actions/proposeEnvironment';
import { createProposePromotionAction } from './actions/proposePromotion';
import { createProposeRestoreTestAction } from './actions/proposeRestoreTest';
import { createProposeRollBackAction } from './actions/proposeRollBack';
import { createProposeUpdateAction } from './actions/proposeUpdate';
import { ChangeControlClient } from './ChangeControlClient';

/** The template actions of Plumbline: thin, because change control does the work. */
export const scaffolderModuleOdoo = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'odoo',
  register(module) {
    module.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        const client = new ChangeControlClient({ auth, discovery });
        actions.addActions(
          createProposeEnvironmentAction(client),
          createProposeUpdateAction(client),
          createProposeRestoreTestAction(client),
          createProposeDecommissionAction(client),
          createProposePromotionAction(client),
          createProposeRollBackAction(client),
          createBeginSeriesUpgradeAction(client),
        );
      },
    });
  },
});
