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
  custom('monitoring.coreos.com/v1', 'PrometheusRule', 'prometheusrules', { shortNames: ['promrule'] }),
  custom(KEDA, 'ScaledObject', 'scaledobjects', { shortNames: ['so'] }),
  custom(KEDA, 'TriggerAuthentication', 'triggerauthentications', { shortNames: ['ta', 'triggerauth'] }),
];
