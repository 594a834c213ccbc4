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

/** The Release tab of the same entity. */
export function releaseTabPath(ref: EnvironmentRef): string {
  return `${entityPath(ref)}/release`;
}

/** The page of one release. */
export function releasePath(version: string): string {
  return `/releases/${encodeURIComponent(version)}`;
}

/** The page of one rollout. */
export function rolloutPath(id: string): string {
  return `/rollouts/${encodeURIComponent(id)}`;
}

/** All series upgrades. */
export const SERIES_UPGRADES_PATH = '/releases/series-upgrades';

/** The page of one series upgrade. */
export function seriesUpgradePath(id: string): string {
  return `${SERIES_UPGRADES_PATH}/${encodeURIComponent(id)}`;
}

/** What differs between two environments (`<tenant>/<stage>`) or releases. */
export function comparePath(from: string, to: string): string {
  return `/compare?${new URLSearchParams({ from, to })}`;
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
