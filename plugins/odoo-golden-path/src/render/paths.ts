import { EnvironmentRef, environmentName } from '@plumbline/plugin-odoo-common';

/** Component of what scales by load, as its file is named. */
export const AUTOSCALING = '82-autoscaling';

/** Folder of everything that belongs to one environment, relative to the GitOps repository. */
export const environmentFolder = ({ tenant, stage }: EnvironmentRef) =>
  `environments/${tenant}/${stage}`;

/** What the cluster applies. */
export const manifestsFolder = (ref: EnvironmentRef) =>
  `${environmentFolder(ref)}/manifests`;

/** The file by which a cluster takes an environment on. */
export const clusterEntry = (cluster: string, ref: EnvironmentRef) =>
  `clusters/${cluster}/${environmentName(ref)}.yaml`;

/** The file with what scales an environment by load. */
export const autoscalingFile = (ref: EnvironmentRef) =>
  `${manifestsFolder(ref)}/${AUTOSCALING}.yaml`;
