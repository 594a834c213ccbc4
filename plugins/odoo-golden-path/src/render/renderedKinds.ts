/**
 * What an environment of the golden path and its restore test may consist of, as `group/Kind`. The schema
 * gate refuses an object of any other kind as a mistake or an attack, even where a published schema would
 * let it pass; so a component that renders a new kind must add it here (a test compares the two).
 */
export const RENDERED_KINDS: ReadonlySet<string> = new Set([
  '/LimitRange',
  '/Namespace',
  '/PersistentVolumeClaim',
  '/ResourceQuota',
  '/Service',
  '/ServiceAccount',
  '/ConfigMap',
  'apps/Deployment',
  'argoproj.io/Application',
  'barmancloud.cnpg.io/ObjectStore',
  'batch/CronJob',
  'batch/Job',
  'cert-manager.io/Certificate',
  'dbforpostgresql.azure.com/FlexibleServer',
  'dbforpostgresql.azure.com/FlexibleServersBackup',
  'dbforpostgresql.azure.com/FlexibleServersConfiguration',
  'dbforpostgresql.azure.com/FlexibleServersDatabase',
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/SecretStore',
  'keda.sh/ScaledObject',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/PrometheusRule',
  'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
  'postgresql.cnpg.io/Backup',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'postgresql.cnpg.io/DatabaseRole',
  'postgresql.cnpg.io/ScheduledBackup',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
  'traefik.io/IngressRoute',
  'traefik.io/Middleware',
  'traefik.io/TLSOption',
]);

/** Kinds that do not live in a namespace, or live in the controller's own. */
export const OUTSIDE_THE_NAMESPACE: ReadonlySet<string> = new Set([
  '/Namespace',
  'argoproj.io/Application',
  'kustomize.toolkit.fluxcd.io/Kustomization',
]);

/** What an environment may have in the namespace of a database server that it shares. */
export const SHARED_SERVER_KINDS: ReadonlySet<string> = new Set([
  'batch/Job',
  'dbforpostgresql.azure.com/FlexibleServersBackup',
  'dbforpostgresql.azure.com/FlexibleServersDatabase',
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/SecretStore',
  'postgresql.cnpg.io/Backup',
  'postgresql.cnpg.io/Database',
  'postgresql.cnpg.io/DatabaseRole',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
]);
