import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_ENVIRONMENT,
  odooPermissions,
} from '@plumbline/plugin-odoo-common';
import {
  environmentResourceRef,
  environmentRules,
} from '@plumbline/plugin-odoo-node';
import { ReadModel } from '../readModel';

/** Tells the permission backend which permissions, rules and resources this plugin has. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  readModel: ReadModel,
): void {
  registry.addResourceType({
    resourceRef: environmentResourceRef,
    permissions: odooPermissions.filter(permission =>
      isResourcePermission(permission, RESOURCE_TYPE_ENVIRONMENT),
    ),
    rules: environmentRules,
    getResources: refs => readModel.resources(refs),
  });
  registry.addPermissions(
    odooPermissions.filter(permission => !isResourcePermission(permission)),
  );
}
