/**
 * What an environment of the golden path may consist of, by API group and kind. A rendered object of any
 * other kind is a mistake or an attack, so it fails even where a published schema would let it pass.
 */
const RENDERABLE_KINDS: ReadonlySet<string> = new Set([
  '/LimitRange',
  '/Namespace',
  '/PersistentVolumeClaim',
  '/ResourceQuota',
  '/Service',
  '/ServiceAccount',
  '/ConfigMap',
  'apps/Deployment',
  'argoproj.io/Application',
  'autoscaling/HorizontalPodAutoscaler',
  'barmancloud.cnpg.io/ObjectStore',
  'batch/CronJob',
  'batch/Job',
  'cert-manager.io/Certificate',
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/SecretStore',
  'keda.sh/ScaledObject',
  'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/ScheduledBackup',
  'traefik.io/IngressRoute',
  'traefik.io/Middleware',
  'traefik.io/TLSOption',
]);

/** Kinds that do not live in a namespace, or live in the controller's own. */
export const OUTSIDE_THE_NAMESPACE: ReadonlySet<string> = new Set([
  '/Namespace',
  'argoproj.io/Application',
]);

export const isRenderable = (group: string, kind: string) =>
  RENDERABLE_KINDS.has(`${group}/${kind}`);
