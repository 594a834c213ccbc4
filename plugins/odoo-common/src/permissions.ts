import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of environments: every resource permission below is decided on one. */
export const RESOURCE_TYPE_ENVIRONMENT = 'odoo-environment';

export const odooEnvironmentReadPermission = createPermission({
  name: 'odoo.environment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
export const odooChangeProposePermission = createPermission({
  name: 'odoo.change.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
export const odooChangeApprovePermission = createPermission({
  name: 'odoo.change.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
export const odooChangeOverridePermission = createPermission({
  name: 'odoo.change.override',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
export const odooChangeCancelPermission = createPermission({
  name: 'odoo.change.cancel',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
export const odooHealthAcknowledgePermission = createPermission({
  name: 'odoo.health.acknowledge',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});
export const odooSourceReadPermission = createPermission({
  name: 'odoo.source.read',
  attributes: { action: 'read' },
});
export const odooSourceRefreshPermission = createPermission({
  name: 'odoo.source.refresh',
  attributes: { action: 'update' },
});
export const odooReleaseReadPermission = createPermission({
  name: 'odoo.release.read',
  attributes: { action: 'read' },
});
export const odooCalendarReadPermission = createPermission({
  name: 'odoo.calendar.read',
  attributes: { action: 'read' },
});
export const odooServiceReadPermission = createPermission({
  name: 'odoo.service.read',
  attributes: { action: 'read' },
});
export const odooAuditReadPermission = createPermission({
  name: 'odoo.audit.read',
  attributes: { action: 'read' },
});

export const odooPermissions = [
  odooEnvironmentReadPermission,
  odooChangeProposePermission,
  odooChangeApprovePermission,
  odooChangeOverridePermission,
  odooChangeCancelPermission,
  odooHealthAcknowledgePermission,
  odooSourceReadPermission,
  odooSourceRefreshPermission,
  odooReleaseReadPermission,
  odooCalendarReadPermission,
  odooServiceReadPermission,
  odooAuditReadPermission,
];
