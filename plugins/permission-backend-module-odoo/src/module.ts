import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { OdooPermissionPolicy } from './policy';
import { readRoleGroups } from './roles';

/** Installs the sample policy; a backend takes one policy only. */
export const permissionModuleOdoo = createBackendModule({
  pluginId: 'permission',
  moduleId: 'odoo',
  register(module) {
    module.registerInit({
      deps: {
        config: coreServices.rootConfig,
        userInfo: coreServices.userInfo,
        policy: policyExtensionPoint,
      },
      async init({ config, userInfo, policy }) {
        policy.setPolicy(
          new OdooPermissionPolicy({
            userInfo,
            groups: readRoleGroups(config),
          }),
        );
      },
    });
  },
});
