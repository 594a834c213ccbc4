import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { AKS_SUPPORT_ENDS } from './versionSupport';

export const ACCESS = ['objectsProvider', 'router'] as const;
/** The extension point of the Kubernetes plugin that is used. */
export type Access = (typeof ACCESS)[number];

export interface KubernetesCollectorConfig {
  frequencySeconds: number;
  timeoutSeconds: number;
  gzip: boolean;
  /** When each minor version of Kubernetes ceases to be supported, in milliseconds since 1970. */
  support: ReadonlyMap<string, number>;
  /** Of the clusters that the platform plans with, for those that the Kubernetes plugin does not know. */
  clusters: readonly { name: string; argoCdUrl?: string }[];
  /** Where the platform's alert rules are served, when it says so. */
  alerts?: { group: string; versions: readonly string[] };
}

const SECTION = 'odoo.kubernetes';

export function readAccess(config: Config): Access {
  const value =
    config.getOptionalString(`${SECTION}.access`) ?? 'objectsProvider';
  const access = ACCESS.find(candidate => candidate === value);
  if (access) return access;
  throw new InputError(
    `${SECTION}.access is ${value}; accepted: ${ACCESS.join(', ')}`,
  );
}

/** @throws InputError when a value is out of bounds. */
export function readConfig(config: Config): KubernetesCollectorConfig {
  return {
    frequencySeconds: seconds(config, 'frequency', 10),
    timeoutSeconds: seconds(config, 'timeout', 5),
    gzip: config.getOptionalBoolean(`${SECTION}.gzip`) ?? false,
    support: supportOf(config),
    clusters: (
      config.getOptionalConfigArray('odoo.platform.clusters') ?? []
    ).map(cluster => ({
      name: cluster.getString('name'),
      argoCdUrl: cluster.getOptionalString('argoCdUrl'),
    })),
    alerts: alertsOf(config),
  };
}

/** What the platform says goes before what Microsoft publishes. */
function supportOf(config: Config): ReadonlyMap<string, number> {
  const support = new Map(
    Object.entries(AKS_SUPPORT_ENDS).map(([version, end]) => [
      version,
      Date.parse(end),
    ]),
  );
  const key = `${SECTION}.versionSupport`;
  for (const row of config.getOptionalConfigArray(key) ?? []) {
    const version = row.getString('version');
    const end = row.getString('end');
    if (!/^\d+\.\d+$/.test(version)) {
      throw new InputError(
        `${key} names version ${version}; accepted: like 1.33`,
      );
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(end) || Number.isNaN(Date.parse(end))) {
      throw new InputError(
        `${key} gives ${end} for ${version}; accepted: like 2026-07-31`,
      );
    }
    support.set(version, Date.parse(end));
  }
  return support;
}

/** The golden path renders alert rules of this group and version. */
function alertsOf(config: Config): KubernetesCollectorConfig['alerts'] {
  const apiVersion = config.getOptionalString(
    'odoo.platform.alerts.apiVersion',
  );
  if (!apiVersion) return undefined;
  const [group, version] = apiVersion.split('/');
  return { group, versions: [version] };
}

const DEFAULT: HumanDuration = { seconds: 60 };
/** Under half of the shortest time to live that the probes have, which is five minutes. */
const MAXIMUM_SECONDS = 150;

function seconds(config: Config, name: string, minimum: number): number {
  const key = `${SECTION}.${name}`;
  const value =
    durationToMilliseconds(
      config.has(key) ? readDurationFromConfig(config, { key }) : DEFAULT,
    ) / 1000;
  if (value >= minimum && value <= MAXIMUM_SECONDS) return value;
  throw new InputError(
    `${key} is ${value} s; accepted: ${minimum} to ${MAXIMUM_SECONDS} s`,
  );
}
