import type { GroupKind } from '../../kubernetes';

const kind = (group: string, name: string): GroupKind => ({
  group,
  kind: name,
});

/** The kinds that controllers watch and write. */
export const KINDS = {
  namespace: kind('', 'Namespace'),
  node: kind('', 'Node'),
  pod: kind('', 'Pod'),
  service: kind('', 'Service'),
  configMap: kind('', 'ConfigMap'),
  secret: kind('', 'Secret'),
  volumeClaim: kind('', 'PersistentVolumeClaim'),
  resourceQuota: kind('', 'ResourceQuota'),
  event: kind('', 'Event'),
  deployment: kind('apps', 'Deployment'),
  replicaSet: kind('apps', 'ReplicaSet'),
  job: kind('batch', 'Job'),
  cronJob: kind('batch', 'CronJob'),
  disruptionBudget: kind('policy', 'PodDisruptionBudget'),
  databaseCluster: kind('postgresql.cnpg.io', 'Cluster'),
  database: kind('postgresql.cnpg.io', 'Database'),
  databaseRole: kind('postgresql.cnpg.io', 'DatabaseRole'),
  autoscaler: kind('autoscaling', 'HorizontalPodAutoscaler'),
  backup: kind('postgresql.cnpg.io', 'Backup'),
  scheduledBackup: kind('postgresql.cnpg.io', 'ScheduledBackup'),
  objectStore: kind('barmancloud.cnpg.io', 'ObjectStore'),
  certificate: kind('cert-manager.io', 'Certificate'),
  clusterIssuer: kind('cert-manager.io', 'ClusterIssuer'),
  secretStore: kind('external-secrets.io', 'SecretStore'),
  externalSecret: kind('external-secrets.io', 'ExternalSecret'),
  scaledObject: kind('keda.sh', 'ScaledObject'),
  gitRepository: kind('source.toolkit.fluxcd.io', 'GitRepository'),
  kustomization: kind('kustomize.toolkit.fluxcd.io', 'Kustomization'),
  application: kind('argoproj.io', 'Application'),
  project: kind('argoproj.io', 'AppProject'),
} as const;
