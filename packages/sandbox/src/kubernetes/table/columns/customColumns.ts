import {
  AGE,
  at,
  condition,
  count,
  NAME,
  since,
  wide,
  type Column,
} from '../column';

const CNPG = 'postgresql.cnpg.io';
const CERT = 'cert-manager.io';
const ESO = 'external-secrets.io';

const ISSUER = [
  NAME,
  condition('Ready', 'Ready'),
  wide(condition('Status', 'Ready', 'message')),
  AGE,
];
const SECRET_STORE = [
  NAME,
  AGE,
  condition('Status', 'Ready', 'reason'),
  at('Capabilities', 'status.capabilities'),
  condition('Ready', 'Ready'),
];

const AZURE = [
  NAME,
  condition('Ready', 'Ready'),
  condition('Severity', 'Ready', 'severity'),
  condition('Reason', 'Ready', 'reason'),
  condition('Message', 'Ready', 'message'),
];
const FLUX = [
  NAME,
  AGE,
  condition('Ready', 'Ready'),
  condition('Status', 'Ready', 'message'),
];

/** `additionalPrinterColumns` of the operators' CRDs. */
export const customColumns: Record<string, readonly Column[]> = {
  'argoproj.io/Application': [
    NAME,
    at('Sync Status', 'status.sync.status'),
    at('Health Status', 'status.health.status'),
    wide(at('Revision', 'status.sync.revision')),
    wide(at('Project', 'spec.project')),
  ],
  [`${CNPG}/Cluster`]: [
    NAME,
    AGE,
    count('Instances', 'status.instances'),
    count('Ready', 'status.readyInstances'),
    at('Status', 'status.phase'),
    at('Primary', 'status.currentPrimary'),
  ],
  [`${CNPG}/Backup`]: [
    NAME,
    AGE,
    at('Cluster', 'spec.cluster.name'),
    at('Method', 'spec.method'),
    at('Phase', 'status.phase'),
    at('Error', 'status.error'),
  ],
  [`${CNPG}/ScheduledBackup`]: [
    NAME,
    AGE,
    at('Cluster', 'spec.cluster.name'),
    since('Last Backup', 'status.lastScheduleTime'),
  ],
  [`${CNPG}/Pooler`]: [
    NAME,
    AGE,
    at('Cluster', 'spec.cluster.name'),
    at('Type', 'spec.type'),
  ],
  [`${CNPG}/Database`]: [
    NAME,
    AGE,
    at('Cluster', 'spec.cluster.name'),
    at('PG Name', 'spec.name'),
    at('Applied', 'status.applied'),
    at('Message', 'status.message'),
  ],
  'kustomize.toolkit.fluxcd.io/Kustomization': FLUX,
  'source.toolkit.fluxcd.io/GitRepository': FLUX,
  'dbforpostgresql.azure.com/FlexibleServer': AZURE,
  'dbforpostgresql.azure.com/FlexibleServersDatabase': AZURE,
  'dbforpostgresql.azure.com/FlexibleServersConfiguration': AZURE,
  'cache.azure.com/RedisEnterprise': AZURE,
  'cache.azure.com/RedisEnterpriseDatabase': AZURE,
  [`${CERT}/Certificate`]: [
    NAME,
    condition('Ready', 'Ready'),
    at('Secret', 'spec.secretName'),
    wide(at('Issuer', 'spec.issuerRef.name')),
    wide(condition('Status', 'Ready', 'message')),
    AGE,
  ],
  [`${CERT}/CertificateRequest`]: [
    NAME,
    condition('Approved', 'Approved'),
    condition('Denied', 'Denied'),
    condition('Ready', 'Ready'),
    at('Issuer', 'spec.issuerRef.name'),
    AGE,
  ],
  [`${CERT}/Issuer`]: ISSUER,
  [`${CERT}/ClusterIssuer`]: ISSUER,
  [`${ESO}/ExternalSecret`]: [
    NAME,
    at('StoreType', 'spec.secretStoreRef.kind'),
    at('Store', 'spec.secretStoreRef.name'),
    at('Refresh Interval', 'spec.refreshInterval'),
    condition('Status', 'Ready', 'reason'),
    condition('Ready', 'Ready'),
  ],
  [`${ESO}/SecretStore`]: SECRET_STORE,
  [`${ESO}/ClusterSecretStore`]: SECRET_STORE,
  'keda.sh/ScaledObject': [
    NAME,
    at('ScaleTargetName', 'spec.scaleTargetRef.name'),
    at('Min', 'spec.minReplicaCount'),
    at('Max', 'spec.maxReplicaCount'),
    condition('Ready', 'Ready'),
    condition('Active', 'Active'),
    condition('Paused', 'Paused'),
    AGE,
  ],
};
