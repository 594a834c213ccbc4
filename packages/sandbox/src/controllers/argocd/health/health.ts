import type { KubernetesObject } from '../../../kubernetes';
import type { Pod } from '../../runtime';
import type { CronJob, Deployment, Job, ReplicaSet } from '../../workloads';
import type { Health, HealthStatus } from '../shapes';
import {
  certificateHealth,
  databaseClusterHealth,
  externalSecretHealth,
  readyHealth,
  scaledObjectHealth,
} from './operators';
import {
  cronJobHealth,
  deploymentHealth,
  jobHealth,
  podHealth,
  replicaSetHealth,
} from './workloads';

type Check = (object: KubernetesObject) => Health;

const claimHealth: Check = ({ status }) =>
  status?.phase === 'Bound' ? { status: 'Healthy' } : { status: 'Progressing' };

const CHECKS: Record<string, Check> = {
  'apps/Deployment': object => deploymentHealth(object as Deployment),
  'apps/ReplicaSet': object => replicaSetHealth(object as ReplicaSet),
  'batch/Job': object => jobHealth(object as Job),
  'batch/CronJob': object => cronJobHealth(object as CronJob),
  '/Pod': object => podHealth(object as Pod),
  '/PersistentVolumeClaim': claimHealth,
  '/Service': () => ({ status: 'Healthy' }),
  'cert-manager.io/Certificate': certificateHealth,
  'external-secrets.io/ExternalSecret': externalSecretHealth,
  'external-secrets.io/SecretStore': readyHealth,
  'keda.sh/ScaledObject': scaledObjectHealth,
  'postgresql.cnpg.io/Cluster': databaseClusterHealth,
};

/** Health of one object as Argo CD sees it; undefined for kinds it has no check for. */
export function resourceHealth(
  group: string,
  object: KubernetesObject,
): Health | undefined {
  return CHECKS[`${group}/${object.kind}`]?.(object);
}

const FROM_GOOD_TO_BAD: readonly HealthStatus[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/** Health of an application: the worst of its resources. */
export function worstHealth(
  healths: readonly (Health | undefined)[],
): HealthStatus {
  return healths.reduce<HealthStatus>((worst, health) => {
    const status = health?.status ?? 'Healthy';
    return FROM_GOOD_TO_BAD.indexOf(status) > FROM_GOOD_TO_BAD.indexOf(worst)
      ? status
      : worst;
  }, 'Healthy');
}
