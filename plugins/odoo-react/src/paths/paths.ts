import { EnvironmentRef, environmentName } from '@plumbline/plugin-odoo-common';

const entityPath = (ref: EnvironmentRef) =>
  `/catalog/default/component/${encodeURIComponent(environmentName(ref))}`;

/** The Health tab of the environment's catalog entity. */
export function environmentPath(ref: EnvironmentRef): string {
  return `${entityPath(ref)}/health`;
}

/** The Recovery tab of the same entity. */
export function recoveryPath(ref: EnvironmentRef): string {
  return `${entityPath(ref)}/recovery`;
}

/** The stock Kubernetes tab of the same entity. */
export function kubernetesPath(ref: EnvironmentRef): string {
  return `${entityPath(ref)}/kubernetes`;
}

/** The page of a shared database server. */
export function databaseServerPath(name: string): string {
  return `/database-servers/${encodeURIComponent(name)}`;
}

/** The page of one change. */
export function changePath(id: string): string {
  return `/changes/${encodeURIComponent(id)}`;
}

const SHOWN_ID_LENGTH = 8;

/** The id as people tell changes apart: its beginning. The link has the whole of it. */
export function changeLabel(id: string): string {
  return id.slice(0, SHOWN_ID_LENGTH);
}

/** The form that creates an environment. */
export const CREATE_ENVIRONMENT_PATH =
  '/create/templates/default/odoo-environment';
