import { SystemEntity } from '@backstage/catalog-model';
import { TENANT_ANNOTATION } from '@plumbline/plugin-odoo-common';

/** The System of a tenant: what its environments are part of. */
export function tenantSystem(
  tenant: string,
  owner: string,
  location: string,
): SystemEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: tenant,
      title: tenant,
      annotations: {
        [TENANT_ANNOTATION]: tenant,
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: { owner, type: 'tenant' },
  };
}
