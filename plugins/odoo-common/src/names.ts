/** Prefix of every label and annotation that Plumbline writes or reads. */
export const PREFIX = 'plumbline.dev';

/** Labels on every object of an environment; the collectors index by them. */
export const LABELS = {
  managed: `${PREFIX}/managed`,
  tenant: `${PREFIX}/tenant`,
  stage: `${PREFIX}/stage`,
  tier: `${PREFIX}/tier`,
  tenancy: `${PREFIX}/tenancy`,
  goldenPath: `${PREFIX}/golden-path`,
  owner: `${PREFIX}/owner`,
  costCentre: `${PREFIX}/cost-centre`,
  name: 'app.kubernetes.io/name',
  partOf: 'app.kubernetes.io/part-of',
  component: 'app.kubernetes.io/component',
} as const;

/** On Odoo's pods: the first digits of the image's digest, by which pods of two releases are told apart. */
export const RELEASE_LABEL = `${PREFIX}/release`;

/** On pod templates of Odoo: when somebody last asked for a restart. */
export const RESTARTED_AT_ANNOTATION = `${PREFIX}/restarted-at`;

/** On the Job of a migration that stops everybody by plan: only such a Job makes an outage a maintenance. */
export const MAINTENANCE_ANNOTATION = `${PREFIX}/maintenance`;
export const PLANNED_MAINTENANCE = 'planned';

/**
 * On a Kustomization of Flux that a freeze has suspended: until when, RFC 3339, or `unknown`. Without it somebody has
 * suspended it by hand.
 */
export const FROZEN_UNTIL_ANNOTATION = `${PREFIX}/frozen-until`;

/** Why a cluster is closed although no calendar says so: until somebody mends it, whatever end the window has. */
export const CLOSED_UNTIL_MENDED = {
  unread: 'a calendar cannot be read',
  outdated: 'this file was not rendered anew',
} as const;

/** On the namespace of what is temporary: the last day of its life, as `spec.expires`. */
export const EXPIRES_ANNOTATION = `${PREFIX}/expires`;

/**
 * The shared database server that an object belongs to; on a namespace: the one that its pods may reach.
 */
export const DATABASE_SERVER_LABEL = `${PREFIX}/database-server`;

/** On catalog entities: the environment that the entity is a projection of, `<tenant>/<stage>`. */
export const ENVIRONMENT_ANNOTATION = `${PREFIX}/environment`;

/** On the catalog System of a tenant: the tenant's name. */
export const TENANT_ANNOTATION = `${PREFIX}/tenant`;

/** `spec.type` of the catalog Component of an environment. */
export const ENVIRONMENT_COMPONENT_TYPE = 'odoo-environment';
