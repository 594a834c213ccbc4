import type { ResourceKind } from './resourceKind';

function custom(
  groupVersion: string,
  kind: string,
  plural: string,
  more: Partial<ResourceKind> = {},
): ResourceKind {
  const [group, version] = groupVersion.split('/');
  return {
    group,
    version,
    kind,
    plural,
    namespaced: true,
    subresources: ['status'],
    custom: true,
    ...more,
  };
}

const CNPG = 'postgresql.cnpg.io/v1';
const CERT = 'cert-manager.io/v1';
const ESO = 'external-secrets.io/v1';
const TRAEFIK = 'traefik.io/v1alpha1';
const KEDA = 'keda.sh/v1alpha1';
const ARGO = 'argoproj.io/v1alpha1';
const MONITORING = 'monitoring.coreos.com/v1';
const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io/v1';
const SOURCE = 'source.toolkit.fluxcd.io/v1';
// Azure Service Operator: one version of each group, the newest that its published schemas have.
const POSTGRES = 'dbforpostgresql.azure.com/v1api20240801';
const CACHE = 'cache.azure.com/v1api20250401';
const IDENTITY = 'managedidentity.azure.com/v1api20230131';
const STORAGE = 'storage.azure.com/v1api20230101';
const CLUSTER_WIDE = { namespaced: false };

/** The kinds of the operators that run on our clusters, as their CRDs name them. */
// prettier-ignore
export const customKinds: readonly ResourceKind[] = [
  // Argo CD's Application has no status subresource: its controller patches the whole object.
  custom(ARGO, 'Application', 'applications', { shortNames: ['app', 'apps'], subresources: [] }),
  custom(ARGO, 'AppProject', 'appprojects', { shortNames: ['appproj', 'appprojs'], subresources: [] }),
  custom(CNPG, 'Cluster', 'clusters', { subresources: ['status', 'scale'] }),
  custom(CNPG, 'Backup', 'backups'),
  custom(CNPG, 'ScheduledBackup', 'scheduledbackups'),
  custom(CNPG, 'Pooler', 'poolers', { subresources: ['status', 'scale'] }),
  custom(CNPG, 'Database', 'databases'),
  custom(CNPG, 'DatabaseRole', 'databaseroles'),
  custom('barmancloud.cnpg.io/v1', 'ObjectStore', 'objectstores'),
  custom(CERT, 'Certificate', 'certificates', { shortNames: ['cert', 'certs'], categories: ['cert-manager'] }),
  custom(CERT, 'CertificateRequest', 'certificaterequests', { shortNames: ['cr', 'crs'], categories: ['cert-manager'] }),
  custom(CERT, 'Issuer', 'issuers', { categories: ['cert-manager'] }),
  custom(CERT, 'ClusterIssuer', 'clusterissuers', { ...CLUSTER_WIDE, categories: ['cert-manager'] }),
  custom(ESO, 'ExternalSecret', 'externalsecrets', { shortNames: ['es'], categories: ['external-secrets'] }),
  custom(ESO, 'SecretStore', 'secretstores', { shortNames: ['ss'], categories: ['external-secrets'] }),
  custom(ESO, 'ClusterSecretStore', 'clustersecretstores', { ...CLUSTER_WIDE, shortNames: ['css'], categories: ['external-secrets'] }),
  custom(TRAEFIK, 'IngressRoute', 'ingressroutes', { subresources: [] }),
  custom(TRAEFIK, 'Middleware', 'middlewares', { subresources: [] }),
  custom(TRAEFIK, 'TLSOption', 'tlsoptions', { subresources: [] }),
  custom(MONITORING, 'PrometheusRule', 'prometheusrules', { shortNames: ['promrule'] }),
  custom(MONITORING, 'PodMonitor', 'podmonitors', { shortNames: ['pmon'] }),
  custom(MONITORING, 'ServiceMonitor', 'servicemonitors', { shortNames: ['smon'] }),
  custom(KEDA, 'ScaledObject', 'scaledobjects', { shortNames: ['so'] }),
  custom(KEDA, 'TriggerAuthentication', 'triggerauthentications', { shortNames: ['ta', 'triggerauth'] }),
  custom(KUSTOMIZE, 'Kustomization', 'kustomizations', { shortNames: ['ks'] }),
  custom(SOURCE, 'GitRepository', 'gitrepositories', { shortNames: ['gitrepo'] }),
  custom(POSTGRES, 'FlexibleServer', 'flexibleservers'),
  custom(POSTGRES, 'FlexibleServersDatabase', 'flexibleserversdatabases'),
  custom(POSTGRES, 'FlexibleServersConfiguration', 'flexibleserversconfigurations'),
  custom(POSTGRES, 'FlexibleServersFirewallRule', 'flexibleserversfirewallrules'),
  custom(POSTGRES, 'FlexibleServersBackup', 'flexibleserversbackups'),
  custom('dbforpostgresql.azure.com/v1', 'User', 'users'),
  custom(CACHE, 'RedisEnterprise', 'redisenterprises'),
  custom(CACHE, 'RedisEnterpriseDatabase', 'redisenterprisedatabases'),
  custom(IDENTITY, 'UserAssignedIdentity', 'userassignedidentities'),
  custom(IDENTITY, 'FederatedIdentityCredential', 'federatedidentitycredentials'),
  custom(STORAGE, 'StorageAccount', 'storageaccounts'),
  custom(STORAGE, 'StorageAccountsBlobService', 'storageaccountsblobservices'),
  custom(STORAGE, 'StorageAccountsBlobServicesContainer', 'storageaccountsblobservicescontainers'),
];
