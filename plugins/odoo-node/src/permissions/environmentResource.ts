import { RESOURCE_TYPE_ENVIRONMENT } from '@plumbline/plugin-odoo-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/** What permission rules see of an environment. */
export interface EnvironmentResource {
  /** `<tenant>/<stage>` */
  ref: string;
  tenant: string;
  stage: string;
  tier: number;
  owner: string;
}

/** A filter on environments, as the read model's queries take it. */
export type EnvironmentFilter = {
  field: 'owner' | 'stage' | 'tier';
  values: readonly (string | number)[];
};

export const environmentResourceRef = createPermissionResourceRef<
  EnvironmentResource,
  EnvironmentFilter
>().with({ pluginId: 'odoo', resourceType: RESOURCE_TYPE_ENVIRONMENT });
